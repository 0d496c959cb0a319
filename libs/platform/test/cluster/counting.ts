import type { AnyMessage, Batch, Consumption, MessageLog } from '@pcrm/event-sourcing';

/** The `n`th message of a key. */
export const counted = (key: string, n: number): AnyMessage => ({
  id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
  source: 'clients',
  type: 'Counted',
  version: 1,
  key,
  position: String(n).padStart(16, '0'),
  revision: n,
  recordedAt: '2026-03-01T00:00:01.000Z',
  metadata: {
    actor: 's-1',
    commandId: 'c-1',
    correlationId: 'co-1',
    causationId: 'ca-1',
    occurredAt: '2026-03-01T00:00:00.000Z',
  },
  data: { n },
});

/** What readers saw of counted messages, over all of them: what is missing, what came again, and whether a key's order held. */
export class Seen {
  readonly #of = new Map<string, Set<number>>();
  deliveries = 0;
  distinct = 0;
  /** Keys of which a message came before one that precedes it; coming again does not count. */
  readonly outOfOrder: string[] = [];

  take({ items }: Batch): void {
    for (const item of items) {
      if (!('message' in item)) throw new Error(item.malformed);
      this.#take(item.message.key, item.message.data['n'] as number);
    }
  }
  get again(): number {
    return this.deliveries - this.distinct;
  }
  missing(sent: ReadonlyMap<string, number>): number {
    return sum(sent) - this.distinct;
  }

  #take(key: string, n: number): void {
    const known = this.#of.get(key) ?? new Set<number>();
    this.#of.set(key, known);
    this.deliveries += 1;
    if (known.has(n)) return;
    if (n !== known.size) this.outOfOrder.push(key);
    known.add(n);
    this.distinct += 1;
  }
}
export const sum = (sent: ReadonlyMap<string, number>): number => [...sent.values()].reduce((all, one) => all + one, 0);

/** Reads into `seen`, as one member of a group; `around` is done with each batch before it counts as handled. */
export const reading = (
  log: MessageLog,
  [group, topic]: readonly [string, string],
  seen: Seen,
  around: (batch: Batch, signal: AbortSignal) => Promise<unknown> = async () => undefined,
): Promise<Consumption> =>
  log.consume(
    group,
    [topic],
    async (batch, { signal }) => {
      seen.take(batch);
      await around(batch, signal);
    },
    { limit: 100 },
  );

/** Publishes rounds of one message per key until stopped; `sent` counts what was acknowledged, per key. */
export function load(log: MessageLog, topic: string, keys: readonly string[], everyMs = 0) {
  const sent = new Map(keys.map((key) => [key, 0]));
  const slowest = { ms: 0 };
  const stop = new AbortController();
  const running = (async () => {
    for (let n = 0; !stop.signal.aborted; n++) {
      const began = performance.now();
      // What is not acknowledged is said again, as the relay does.
      await saidUntilDurable(() => log.publish(topic, keys.map((key) => counted(key, n)))); // prettier-ignore
      slowest.ms = Math.max(slowest.ms, performance.now() - began);
      for (const key of keys) sent.set(key, n + 1);
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  const end = async (): Promise<ReadonlyMap<string, number>> => {
    stop.abort();
    await running;
    return sent;
  };
  return { sent, slowest, end };
}

async function saidUntilDurable(say: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await say();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}
