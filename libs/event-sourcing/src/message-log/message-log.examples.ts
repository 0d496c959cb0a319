import type { AnyMessage } from '../message.js';
import type { Batch, Consumption, MessageLog } from './message-log.js';

/** An empty log, and a way to put bytes of one's own into a topic. `encode` is how this adapter writes a message (see `wire.ts`). */
export type OpenedLog = {
  readonly log: MessageLog;
  readonly encode: (message: AnyMessage) => string;
  readonly inject: (topic: string, bytes: string) => Promise<void>;
};

let names = 0;
/** A topic (or group) no other test of this run has used. */
export const fresh = (): string => `contract${String(++names)}.events`;

/** The `n`th message of a key. */
export const message = (key: string, n: number): AnyMessage => ({
  id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
  source: 'clients',
  type: 'Counted',
  version: 2,
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

/** The messages of a batch; bytes that are no message fail the test. */
export const messagesOf = (batch: Batch): AnyMessage[] =>
  batch.items.map((item) => {
    if ('malformed' in item) throw new Error(`malformed: ${item.malformed}`);
    return item.message;
  });

/** Consumes into a list. */
export async function collect(
  log: MessageLog,
  group: string,
  topics: readonly string[],
  options: Parameters<MessageLog['consume']>[3] = {},
): Promise<{ consumption: Consumption; batches: Batch[]; seen: AnyMessage[] }> {
  const [batches, seen]: [Batch[], AnyMessage[]] = [[], []];
  const consumption = await log.consume(
    group,
    topics,
    async (batch) => {
      batches.push(batch);
      seen.push(...messagesOf(batch));
    },
    options,
  );
  return { consumption, batches, seen };
}
