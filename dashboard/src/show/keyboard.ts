/** What of a key event the guards look at. */
export type Key = {
  readonly key: string;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
  readonly target?: unknown;
};

/** An input method is choosing characters: Enter takes the candidate and means nothing else. */
export const isComposing = ({ isComposing: composing, keyCode }: Key): boolean => composing === true || keyCode === 229;

/** Enter that is meant: not the one that takes an input method's candidate. */
export const isEnter = (event: Key): boolean => event.key === 'Enter' && !isComposing(event);

type Target = {
  readonly tagName?: string;
  readonly isContentEditable?: boolean;
  closest?: (selector: string) => unknown;
};
const TYPED_INTO = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

const KEPT = 'pcrm.keys';
/** Whether single letters act at all: somebody who dictates or hits keys by accident turns them off (WCAG 2.1.4). */
export const letters = {
  on: (): boolean => typeof localStorage === 'undefined' || localStorage.getItem(KEPT) !== 'off',
  turn: (on: boolean): void => {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'off');
  },
};

/** Whether a single letter may act: not when turned off, not while composing, not in a field, not with a modifier, not above an open dialog. */
export function mayAct(event: Key): boolean {
  if (!letters.on() || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as Target | null | undefined;
  if (!target) return true;
  if (TYPED_INTO.has(target.tagName ?? '') || target.isContentEditable) return false;
  return !target.closest?.('[role="dialog"], [role="listbox"], [role="menu"], [role="combobox"]');
}
