import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Position, type StoredEvent, Unavailable } from '@pcrm/event-sourcing';
import { type Bell, Gathering, pause } from './bell.js';
import { type FactReader, fromPosition } from './fact-reader.js';
import { asFailure } from './sqlite.js';

/** How long a follower sleeps when nothing rings, before it says "still here". */
const STILL_HERE_MS = 1000;

/** Catch-up, then live: pulls pages, woken by the bell; an outage is waited out. */
export async function* follow(
  { reader, bell }: { readonly reader: Pick<FactReader, 'scan'>; readonly bell: Bell },
  categories: readonly string[],
  after: Position | undefined,
  { signal, limit = 1000 }: { readonly signal: AbortSignal; readonly limit?: number },
): AsyncGenerator<readonly StoredEvent[]> {
  const gathering = new Gathering(bell);
  const more = async (rings: number): Promise<void> => {
    if (await bell.wait(rings, STILL_HERE_MS, signal)) await gathering.wait(signal);
  };
  let cursor = fromPosition(after);
  while (!signal.aborted) {
    const rings = bell.rings;
    const page = attempt(() => reader.scan(categories, cursor, limit));
    if (!page) {
      await pause(200, signal);
      continue;
    }
    cursor = page.upTo;
    if (page.events.length > 0 || page.atEnd) yield page.events;
    if (!page.atEnd || page.events.length > 0) await nextTurn();
    else await more(rings);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const failure = asFailure(error);
    if (failure instanceof Unavailable) return undefined;
    throw failure;
  }
}
