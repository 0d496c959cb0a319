import { clientIdOf } from '@pcrm/contracts';
import type { Command } from './commands.js';

/** What a reader of a client can hold against the facts. */
export type About = 'contacts' | 'maintainer';
type Reading = { readonly about: About; readonly view: string; readonly clientId: string; readonly path: string };

/** An answer to somebody who had waited for `since`; when it came, the facts went as far as `until`. */
export type Read = Pick<Reading, 'about' | 'clientId' | 'path'> & {
  readonly since: string;
  readonly until: string;
  readonly body: Readonly<Record<string, unknown>>;
};

const ABOUT: { readonly [kind: string]: About } = {
  ...{ contact: 'contacts', withdraw: 'contacts' },
  ...{ assign: 'maintainer', reassign: 'maintainer', release: 'maintainer' },
};
const PLACES = {
  contacts: { view: 'engagement.contact-duties', path: 'contacts?clientId=' },
  maintainer: { view: 'allocation.book-clients', path: 'assignments/' },
} as const;

/** Where somebody sees what their command has changed; undefined where nobody looks. */
export function readingAfter({ kind, clientNo }: Command): Reading | undefined {
  const about = ABOUT[kind];
  if (about === undefined || clientNo === undefined) return undefined;
  const clientId = clientIdOf(clientNo);
  const { view, path } = PLACES[about];
  return { about, view, clientId, path: `${path}${clientId}` };
}
