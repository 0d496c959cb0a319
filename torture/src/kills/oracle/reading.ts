import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@pcrm/platform';
import type { Branch } from '../process/branch.js';
import { administrator } from '../story/people.js';

export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'] as const;
const PAGE = 200;
const REST_MS = 60_000;

export const read = async <Body>(branch: Branch, who: Identity, path: string): Promise<Body> =>
  await branch.acknowledged<Body>({ who, method: 'GET', path });

/** All pages of a list. */
export async function page<Item>(branch: Branch, who: Identity, path: string): Promise<readonly Item[]> {
  const all: Item[] = [];
  const asked = `${path}${path.includes('?') ? '&' : '?'}limit=${String(PAGE)}`;
  for (let after: string | undefined; ;) {
    const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const { items, next } = await read<{ items: readonly Item[]; next?: string }>(branch, who, asked + cursor);
    all.push(...items);
    if (next === undefined) return all;
    after = next;
  }
}

type Drained = { readonly drained: boolean; readonly standing?: string };

/** Until every service has taken in what was said and done what is due: the same twice in a row. */
export async function settled(branch: Branch): Promise<void> {
  const until = performance.now() + REST_MS;
  for (let before = ''; performance.now() < until; await pause(5)) {
    const all = await Promise.all(
      SERVICES.map((service) => read<Drained>(branch, administrator, `internal/${service}/drained`)),
    );
    const now = all.every(({ drained }) => drained) ? JSON.stringify(all) : '';
    if (now !== '' && now === before) return;
    before = now;
  }
  throw new Error('the branch does not come to rest');
}

export type DigestLine = { readonly view: string; readonly rows: number; readonly sha256: string };

/** One line per view of every service: `<service>.<view> <rows> <sha256>`. */
export async function digest(branch: Branch): Promise<readonly string[]> {
  const lines = await Promise.all(
    SERVICES.map(async (service) =>
      (await read<readonly DigestLine[]>(branch, administrator, `internal/${service}/digest`)).map(
        ({ view, rows, sha256 }) => `${service}.${view} ${String(rows)} ${sha256}`,
      ),
    ),
  );
  return lines.flat();
}
