import type { AnyMessage, Table } from '@pcrm/event-sourcing';
import { MovableClock, openDataFolder, openStores } from '@pcrm/platform/embedded';
import { batches, docOf, PAGE, SIZES, type Done } from './store-orders.js';

const metadata = {
  actor: 's-1',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  occurredAt: '2026-03-01T00:00:00.000Z',
};
const message = (at: number): AnyMessage => ({
  ...{ id: `m-${String(at)}`, source: 'clients', type: 'Counted', version: 1, key: `k-${String(at % 500)}` },
  ...{ position: '0000000000000001', revision: 0, recordedAt: metadata.occurredAt, metadata },
  data: { fen: 1, text: 'x'.repeat(40) },
});

/** Rows and messages through the ports, in the thread that writes. */
export async function ourStores(path: string): Promise<Done> {
  const { rows, messages } = await openStores(openDataFolder(path).files, new MovableClock());
  const tableOf = (nth: number): Table => ({
    name: `bench${String(nth + 1)}.v1`,
    indexes: { byOutlet: ['outlet', 'at'], byFen: ['fen'] },
  });
  const write = async (nth: number, expected: number): Promise<number> => {
    const table = tableOf(nth);
    for (const from of batches(SIZES.rows, SIZES.rowsAtOnce)) {
      const batch = Array.from({ length: SIZES.rowsAtOnce }, (_, at) => ({
        key: `client-${String(from + at)}`,
        ...{ expected, seen: { clients: '0000000000000001' }, doc: docOf(from + at, expected === 0 ? nth : nth + 1) },
      }));
      await rows.commit({ writes: [{ table, rows: batch }] });
    }
    return SIZES.rows;
  };
  return {
    async begin(nth) {
      await rows.declare(tableOf(nth));
      return await write(nth, 0);
    },
    change: (nth) => write(nth, 1),
    async find(nth) {
      const table = tableOf(nth);
      for (let at = 0; at < SIZES.pages; at++)
        await rows.find(table, { index: 'byOutlet', prefix: [`o${String(at % 4)}`], limit: PAGE });
      return SIZES.pages;
    },
    async publish(nth) {
      for (const from of batches(SIZES.messages, SIZES.messagesAtOnce))
        await messages.publish(
          `bench${String(nth + 1)}.events`,
          Array.from({ length: SIZES.messagesAtOnce }, (_, at) => message(from + at)),
        );
      return SIZES.messages;
    },
    async consume(nth) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const topics = [`bench${String(nth + 1)}.events`];
      const consumption = await messages.consume('bench', topics, ({ caughtUp }) => {
        if (caughtUp) resolve();
        return Promise.resolve();
      });
      await promise;
      await consumption[Symbol.asyncDispose]();
      return SIZES.messages;
    },
  };
}

export const messageText = (at: number): string => JSON.stringify(message(at));
