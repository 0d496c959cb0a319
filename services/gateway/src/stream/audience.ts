import { inScope, type Scope } from '@pcrm/platform';
import type { Changed } from '@pcrm/event-sourcing';

/** What a browser is told: that rows of a view changed, never what is in them. */
export type Told = { readonly view: string; readonly keys: readonly string[]; readonly position?: string };

/** The part of a change that lies within somebody's scope; undefined when none of it does. */
export function toldTo(scope: Scope, { view, rows, position }: Changed): Told | undefined {
  const keys = rows
    .filter(({ belongs }) => belongs && belongs.some((belonging) => inScope(scope, belonging)))
    .map(({ key }) => key);
  return keys.length === 0
    ? undefined
    : { view, keys: keys.slice(0, MAX_KEYS), ...(position !== undefined && { position }) };
}

/** Beyond so many rows at once a browser only needs to know that the view changed. */
export const MAX_KEYS = 500;
