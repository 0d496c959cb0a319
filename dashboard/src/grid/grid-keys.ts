/** Keys of the selected rows. */
export type Selection = ReadonlySet<string>;

const within = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));

/** Where a key moves the active row; undefined when it moves nothing. */
export function moved(key: string, from: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(from + 1, count);
    case 'ArrowUp':
    case 'k':
      return within(from - 1, count);
    case 'PageDown':
      return within(from + page, count);
    case 'PageUp':
      return within(from - page, count);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** One row in or out; or everything between the row one came from and this one in. */
export function selectionAfter(
  selection: Selection,
  keys: readonly string[],
  { index, kind, from }: { readonly index: number; readonly kind: 'toggle' | 'range'; readonly from: number },
): Selection {
  const key = keys[index];
  if (key === undefined) return selection;
  if (kind === 'range') return new Set([...selection, ...keys.slice(Math.min(from, index), Math.max(from, index) + 1)]);
  const after = new Set(selection);
  if (!after.delete(key)) after.add(key);
  return after;
}
