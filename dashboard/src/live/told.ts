/** What the platform tells a browser: rows of a view changed, never what is in them. */
export type Told = { readonly view: string; readonly keys: readonly string[]; readonly position: string };

/** What has changed since it was last looked at: by view, the keys, or everything. */
export type Changes = ReadonlyMap<string, ReadonlySet<string> | 'all'>;
export const EVERYTHING = 'everything';

/** The platform names at most so many rows; from there on only the view. */
const MOST_KEYS = 500;

/** Changes with one more told. */
export function withTold(changes: Changes, { view, keys }: Told): Changes {
  const known = changes.get(view);
  if (known === 'all') return changes;
  const all = keys.length === 0 || keys.length >= MOST_KEYS;
  return new Map(changes).set(view, all ? 'all' : new Set([...(known ?? []), ...keys]));
}

/** Whether what was read from these views, about this key where it is about one, may be out of date. */
export function touches(changes: Changes, views: readonly string[], key?: string): boolean {
  if (changes.has(EVERYTHING)) return true;
  return views.some((view) => {
    const keys = changes.get(view);
    if (keys === undefined) return false;
    return keys === 'all' || key === undefined || keys.has(key);
  });
}

/** Reads an event's data; undefined when it is none of ours. `clients.client-list` is the view `client-list`. */
export function toldIn(data: string): Told | undefined {
  try {
    const { view, keys, position } = JSON.parse(data) as Partial<Told>;
    if (typeof view !== 'string' || !Array.isArray(keys)) return undefined;
    return { view: view.slice(view.lastIndexOf('.') + 1), keys, position: position ?? '' };
  } catch {
    return undefined;
  }
}
