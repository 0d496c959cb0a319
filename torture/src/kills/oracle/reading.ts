import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@pcrm/platform';
import type { Branch } from '../process/branch.js';
import { administrator } from '../story/people.js';

export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'] as const;
const PAGE = 200;
/** Looks at rest are so far apart at first, and up to this after a while: asking takes time away from what is waited for. */
const SOON_MS = 5;
const LATER_MS = 50;
/** Looks at the views are so far apart. Between two of them a branch that is not at rest takes something in, however busy its machine. */
const LOOK_MS = 60_000;
/** Longer than any machine needs for what a story says at once. */
const LONGEST_MS = 900_000;

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

/** Until every service has taken in what was said and done what is due: the same twice in a row. Throws where that never comes. */
export async function settled(branch: Branch, patience = { lookMs: LOOK_MS, longestMs: LONGEST_MS }): Promise<void> {
  const goesOn = watched(branch, patience);
  for (let [before, rest] = ['', SOON_MS]; ; rest = Math.min(LATER_MS, rest + SOON_MS)) {
    const all = await ofEach<Drained>(branch, 'drained');
    const now = all.every(({ drained }) => drained) ? JSON.stringify(all) : '';
    if (now !== '' && now === before) return;
    before = now;
    await goesOn(all);
    await pause(rest);
  }
}

/** Told often what the services say: throws where nothing changed from one look to the next, in the views neither, and where it goes on for ever. */
function watched(branch: Branch, { lookMs, longestMs }: { readonly lookMs: number; readonly longestMs: number }) {
  const last = performance.now() + longestMs;
  let [seen, next] = ['', performance.now() + lookMs];
  return async (said: readonly Drained[]): Promise<void> => {
    if (performance.now() < next) return;
    const looked = JSON.stringify([said, await ofEach(branch, 'views')]);
    if (looked === seen) throw new Error(`the branch stands still and is not at rest: ${looked}`);
    if (performance.now() > last) throw new Error('the branch does not come to rest');
    [seen, next] = [looked, performance.now() + lookMs];
  };
}

const ofEach = <Body>(branch: Branch, what: string): Promise<readonly Body[]> =>
  Promise.all(SERVICES.map((service) => read<Body>(branch, administrator, `internal/${service}/${what}`)));

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

/** Lines of a digest that are other ones than expected. */
export const differing = (found: readonly string[], expected: readonly string[]): readonly string[] =>
  found.filter((line) => !expected.includes(line)).concat(expected.length === found.length ? [] : ['other views']);
