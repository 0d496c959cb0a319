import { useRef, useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea.js';
import type { MessageKind } from '@pcrm/contracts';
import { useTranslation } from 'react-i18next';
import type { Wording } from '../../api/templates.js';
import { isEnter } from '../../show/keyboard.js';
import { Choice, Field, Pick } from '../../show/side.js';
import { KNOWN_VARIABLES, OCCASIONS, undeclared, VARIABLE_NAME, withVariable } from './wording.js';

const KINDS = ['greeting', 'marketing', 'service'] as const satisfies readonly MessageKind[];

/** Name, kind, occasion and text; variables go in at the cursor. */
export function WordingForm({
  wording,
  change,
}: {
  wording: Wording;
  change: (by: Partial<Wording>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const area = useRef<TextAreaRef>(null);
  const { name, kind, occasion, text, variables } = wording;
  const unknown = undeclared(wording);
  const put = (variable: string): void => {
    const field = area.current?.resizableTextArea?.textArea;
    const at = { from: field?.selectionStart ?? text.length, to: field?.selectionEnd ?? text.length };
    const { text: after, cursor } = withVariable(text, variable, at);
    change({ text: after });
    setTimeout(() => {
      field?.focus();
      field?.setSelectionRange(cursor, cursor);
    }, 0);
  };
  return (
    <div className="form">
      <Field label={t('template.name')}>
        <Input value={name} maxLength={40} onChange={({ target }) => change({ name: target.value })} />
      </Field>
      <Choice
        label={t('template.kind')}
        value={kind}
        onChange={(value) => change({ kind: value })}
        options={KINDS.map((value) => ({ value, label: t(`sms.kind.${value}`) }))}
      />
      <p className="muted">{t(`template.kindHint.${kind}`)}</p>
      <Field label={t('template.occasion')}>
        <Pick
          label={t('template.occasion')}
          none={t('template.anyOccasion')}
          value={OCCASIONS.find((each) => each === occasion)}
          options={OCCASIONS.map((value) => ({ value, label: t(`sms.occasion.${value}`) }))}
          onChange={(value) => change({ occasion: value ?? null })}
        />
      </Field>
      <div className="field">
        <span className="field-label" id="template-variables">
          {t('template.variables')}
        </span>
        <span className="choice" role="group" aria-labelledby="template-variables">
          {KNOWN_VARIABLES.map((variable) => (
            <button key={variable} type="button" onClick={() => put(variable)}>
              {t(`template.variable.${variable}`)}
            </button>
          ))}
          {variables.map((variable) => (
            <button key={variable} type="button" onClick={() => put(variable)}>
              {`{${variable}}`}
            </button>
          ))}
        </span>
        <NewVariable
          known={[...KNOWN_VARIABLES, ...variables]}
          onAdd={(variable) => change({ variables: [...variables, variable] })}
        />
      </div>
      <Field label={t('template.text')}>
        <Input.TextArea
          ref={area}
          rows={4}
          maxLength={500}
          value={text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </Field>
      {unknown.length > 0 && (
        <p className="late" role="alert">
          {t('template.undeclared', { names: unknown.map((each) => `{${each}}`).join('、') })}
        </p>
      )}
    </div>
  );
}

/** A variable of one's own, filled in by whoever sends the message. */
function NewVariable({ known, onAdd }: { known: readonly string[]; onAdd: (variable: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const ready = VARIABLE_NAME.test(name) && !known.includes(name);
  const add = (): void => {
    if (!ready) return;
    onAdd(name);
    setName('');
  };
  return (
    <span className="row">
      <Input
        aria-label={t('template.newVariable')}
        placeholder={t('template.newVariable')}
        value={name}
        maxLength={31}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (!isEnter(event.nativeEvent)) return;
          event.preventDefault();
          add();
        }}
      />
      <Button disabled={!ready} onClick={add}>
        {t('template.addVariable')}
      </Button>
    </span>
  );
}
