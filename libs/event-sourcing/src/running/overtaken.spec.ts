import fc from 'fast-check';
import type { AnyMessage } from '../message.js';
import { buildTable } from './builds.js';
import { ProjectionWorker } from './run-projection.js';
import {
  assigned,
  batchOf,
  deposited,
  fold,
  heardOf,
  left,
  memberOf,
  portfolio,
  slowly,
  WatchedRowStore,
} from './running.examples.js';

const table = buildTable('portfolio', { version: 1, rebuild: 0 }, portfolio.indexes);
const workerOn = (rows: WatchedRowStore) => new ProjectionWorker(portfolio, table, { rows, fold });
const rowOf = async (rows: WatchedRowStore) => (await rows.load(table, ['ada'])).get('ada')?.doc;

type Kind = 'deposited' | 'left' | 'assigned';
/** What is said of one client, in order. */
function sayings(kinds: readonly Kind[]): readonly AnyMessage[] {
  const at = { clients: 0, allocation: 0 };
  const say = {
    deposited: () => deposited('ada', ++at.clients, at.clients),
    left: () => left('ada', ++at.clients),
    assigned: () => assigned('ada', ++at.allocation, `m-${String(at.allocation)}`),
  };
  return kinds.map((kind) => say[kind]());
}

async function heardAtOnce(messages: readonly AnyMessage[]) {
  const rows = new WatchedRowStore();
  const member = await memberOf(rows, workerOn(rows));
  await member.apply(await heardOf(batchOf(messages)));
  return rowOf(rows);
}

describe('a process that is held for dead and goes on beside its successors', () => {
  it('raises no row that has come and gone meanwhile, changes none back, forgets nothing heard, and leaves none that cannot be written', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom<Kind>('deposited', 'left', 'assigned'), { minLength: 2, maxLength: 9 }),
        fc.tuple(fc.nat(9), fc.nat(9)),
        async (scheduler, kinds, dead) => {
          const messages = sayings(kinds);
          const store = new WatchedRowStore();
          const live = async (until: number): Promise<void> => {
            const rows = slowly(store, () => scheduler.schedule(Promise.resolve()));
            const member = await memberOf(rows, workerOn(rows));
            member.live = false;
            for (const [at, message] of messages.slice(0, until).entries())
              await member.apply(await heardOf(batchOf([message], at, { caughtUp: false })));
          };
          await scheduler.waitFor(Promise.all([messages.length, ...dead].map(live)));
          expect(await rowOf(store)).toEqual(await heardAtOnce(messages));
          const again = await memberOf(store, workerOn(store));
          await again.apply(await heardOf(batchOf(messages)));
          expect(await rowOf(store)).toEqual(await heardAtOnce(messages));
        },
      ),
      { seed: 20261130, numRuns: 1_500 },
    ));
});
