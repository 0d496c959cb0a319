import type { Screen } from './menu.js';

/** A key and what it does; `word` is looked up under `keys`. */
export type KeyLine = { readonly keys: string; readonly word: KeyWord };
export type KeyWord =
  | 'palette'
  | 'search'
  | 'help'
  | 'close'
  | 'move'
  | 'page'
  | 'open'
  | 'select'
  | 'why'
  | 'waive'
  | 'day'
  | 'log'
  | 'stage'
  | 'walk'
  | 'save'
  | 'board';
export type KeyGroup = { readonly name: 'everywhere' | 'lists' | 'work'; readonly lines: readonly KeyLine[] };

const EVERYWHERE: readonly KeyLine[] = [
  { keys: 'Ctrl K', word: 'palette' },
  { keys: '/', word: 'search' },
  { keys: '?', word: 'help' },
  { keys: 'Esc', word: 'close' },
];
const LISTS: readonly KeyLine[] = [
  { keys: 'j k ↑ ↓', word: 'move' },
  { keys: 'PgUp PgDn Home End', word: 'page' },
  { keys: 'Enter', word: 'open' },
  { keys: 'x / Space', word: 'select' },
  { keys: 'w', word: 'why' },
];
const WORK: readonly (KeyLine & { readonly needs?: string })[] = [
  { keys: 'j k', word: 'day', needs: 'plan.work' },
  { keys: 'l', word: 'log', needs: 'contact.log' },
  { keys: 'm', word: 'stage', needs: 'opportunity.work' },
  { keys: '[ ]', word: 'walk', needs: 'client.read' },
  { keys: 'v', word: 'waive', needs: 'duty.waive' },
  { keys: 'Enter', word: 'save', needs: 'contact.log' },
  { keys: 'Space ← →', word: 'board', needs: 'opportunity.work' },
];

/** Every key that does something for this person, in groups; the screens stand apart. */
export function keyGroups(permissions: readonly string[]): readonly KeyGroup[] {
  const work = WORK.filter(({ needs }) => needs === undefined || permissions.includes(needs)).map(
    ({ keys, word }): KeyLine => ({ keys, word }),
  );
  return [
    { name: 'everywhere', lines: EVERYWHERE },
    { name: 'lists', lines: LISTS },
    ...(work.length > 0 ? [{ name: 'work' as const, lines: work }] : []),
  ];
}

/** `g c` to a screen. */
export const screenKey = ({ key }: Screen): string => `g ${key}`;
