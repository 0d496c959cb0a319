import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Drawer } from 'antd';
import { usePhone } from '../shell/look.js';

/** When the drawer is gone, the focus is back where it came from, or on the screen when that is gone too. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const back = opener?.isConnected ? opener : document.getElementById('main');
      if (back instanceof HTMLElement) setTimeout(() => back.focus(), 0);
    },
    [opener],
  );
}

/** A drawer for making and changing: over the page, never instead of it; the focus returns to what opened it. */
export function Side({
  title,
  onClose,
  footer,
  children,
  wide = false,
}: {
  title: ReactNode;
  onClose: () => void;
  footer?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}): ReactNode {
  const phone = usePhone();
  const body = useRef<HTMLDivElement>(null);
  useFocusBack();
  const focusFirst = (): void =>
    (body.current?.querySelector('[data-first]') ?? body.current)
      ?.querySelector<HTMLElement>('input:checked, input, select, textarea')
      ?.focus();
  return (
    <Drawer
      open
      afterOpenChange={(open) => {
        if (open) focusFirst();
      }}
      title={title}
      onClose={onClose}
      size={phone ? '100%' : wide ? 560 : 420}
      {...(footer !== undefined && { footer })}
      classNames={{ footer: 'side-acts' }}
    >
      <div ref={body}>{children}</div>
    </Drawer>
  );
}

/** A labelled field of a form. The label is its name for everybody; `wanting`: why it has to be filled in, once it was tried without. */
export const Field = ({
  label,
  children,
  hint,
  wanting = false,
}: {
  label: string;
  children: ReactNode;
  hint?: ReactNode;
  wanting?: string | false;
}): ReactNode => (
  <label className="field">
    <span className="field-label">{label}</span>
    {children}
    {hint && <span className="muted">{hint}</span>}
    {wanting !== false && (
      <span role="alert" className="late">
        {wanting}
      </span>
    )}
  </label>
);

/** One of a few, all in sight: arrows choose, and Enter is left to the form. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  first = false,
  wanting = false,
}: {
  label: string;
  value: Value | undefined;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
  /** Where the focus is when the drawer opens. */
  first?: boolean;
  /** Why one has to be chosen, once it was tried without. */
  wanting?: string | false;
}): ReactNode {
  const name = useId();
  return (
    <div
      className="field"
      role="radiogroup"
      aria-label={label}
      {...(first && { 'data-first': '' })}
      {...(wanting !== false && { 'aria-invalid': true })}
    >
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span className="choice">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
      {wanting !== false && (
        <span role="alert" className="late">
          {wanting}
        </span>
      )}
    </div>
  );
}

/** One of many, in the browser's own list: the same everywhere, by keyboard and on phones. */
export function Pick<Value extends string>({
  label,
  value,
  options,
  onChange,
  none,
}: {
  label: string;
  value: Value | undefined;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value | undefined) => void;
  none?: string;
}): ReactNode {
  return (
    <select
      className="pick"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(options.find((option) => option.value === target.value)?.value)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {value !== undefined && !options.some((option) => option.value === value) && (
        // Without it the browser would show the first of the others as chosen.
        <option value={value}>{value}</option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
