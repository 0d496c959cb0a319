import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PARTS, resolvePart, type Found, type Resolved } from '../../../tools/cluster/resolve.mjs';
import type { Scratch } from '../scratch.js';

const DOUBLE = join(import.meta.dirname, '../../../libs/platform/test/cluster/run-event-store-double.mjs');

/** The three servers the cluster edition stands on, by URL. */
export type ServerParts = {
  readonly kafka: string;
  readonly eventstore: string;
  readonly mongodb: string;
  /** What each of them was, for people. */
  readonly what: string;
};
type Named = Resolved & { readonly name: string };

/** Starts them as the cluster specs do, lets `work` use them, and stops them; or answers what cannot be had. */
export async function withServerParts<Result>(
  scratch: Scratch,
  work: (parts: ServerParts) => Promise<Result>,
): Promise<Result | { readonly lacks: string }> {
  const found: readonly Named[] = await Promise.all(
    PARTS.map(async (part) => ({
      ...(await resolvePart(part.name === 'eventstore' ? { ...part, here: () => doubleBeside(scratch) } : part)),
      name: part.name,
    })),
  );
  try {
    const lacks = found.flatMap((part) => (part.lacks === undefined ? [] : [`${part.name} ${part.what}`]));
    if (lacks.length > 0) return { lacks: lacks.join(', ') };
    const urlOf = (name: string): string => found.find((part) => part.name === name)?.url ?? '';
    return await work({
      ...{ kafka: urlOf('kafka'), eventstore: urlOf('eventstore'), mongodb: urlOf('mongodb') },
      what: found.map(({ name, what }) => `${name}: ${what}`).join(', '),
    });
  } finally {
    await Promise.all(found.map((part) => part.stop()));
  }
}

/** In a process of its own: in the bench's it would take the time of whoever measures. */
async function doubleBeside(scratch: Scratch): Promise<Found> {
  const double = scratch.watch(spawn(process.execPath, [DOUBLE], { stdio: ['pipe', 'pipe', 'inherit'] }));
  const exited = once(double, 'exit');
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  if (double.stdout) createInterface({ input: double.stdout }).once('line', resolve);
  exited.then(
    () => resolve(undefined),
    () => resolve(undefined),
  );
  const url = await promise;
  if (url === undefined) return { lacks: 'the protocol double does not start' };
  return {
    url,
    what: 'a protocol double (not EventStoreDB)',
    async stop() {
      double.stdin?.end();
      await exited;
    },
  };
}
