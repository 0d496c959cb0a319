import type { Batch, BatchHandler, Consumption, MessageLog } from '@pcrm/event-sourcing';
import type { Call } from './calls.js';
import type { SimProcess } from './sim-process.js';
import type { Stores } from './stores.js';

type Around = { readonly stores: Stores; readonly call: Call; readonly process: SimProcess };
type How = {
  readonly handler: BatchHandler;
  readonly options: Parameters<MessageLog['consume']>[3];
};

/** How often messages were delivered once more. */
export const repeats = { count: 0 };

/**
 * A consumption of one process. The log gives its partitions side by side; batches are cut, come late, and come again: the
 * last ones at once, and after a death from where the group had committed. Two of one service may hear the same for a while.
 */
export async function heard(
  { stores, call, process }: Around,
  group: string,
  topics: readonly string[],
  { handler, options = {} }: How,
): Promise<Consumption> {
  const { log, committed } = stores;
  const { chance } = process.world;
  const place = (topic: string, partition: number): string => `${group}|${topic}|${String(partition)}`;
  const { from, ...rest } = options;

  const start = async (topic: string, partition: number): Promise<string | undefined> => {
    const at = from ? await from(topic, partition) : 'committed';
    return at === 'committed' ? committed.get(place(topic, partition)) : at;
  };
  const deliver: BatchHandler = async (batch, control) => {
    for (const part of partsOf(batch, chance)) {
      const offsets = [...part.items.map(({ offset }) => Number(offset)), ...(part.passed ? [`to ${String(Number(part.passed.last))}`] : [])]; // prettier-ignore
      await call(`hear ${group} ${part.topic}/${String(part.partition)} ${offsets.join()}`, untouched);
      await handler(part, control);
      await call(`commit ${group} ${part.topic}/${String(part.partition)}`, async () => {
        const last = lastOf(part);
        const before = committed.get(place(part.topic, part.partition)) ?? '';
        if (last > before) committed.set(place(part.topic, part.partition), last);
      });
    }
  };
  // A name of its own: who has it decides the wrapper, since a dead process never gives a partition back.
  return await log.consume(`${group} of ${process.label} ${String(chance.int(0, 1e9))}`, topics, deliver, { ...rest, from: start }); // prettier-ignore
}
const untouched = async (): Promise<void> => undefined;

const lastOf = ({ items, passed }: Batch): string =>
  [items.at(-1)?.offset ?? '', passed?.last ?? ''].toSorted().at(-1) ?? '';

/** The batch in portions, some of them again with what came before. What is only passed comes with the last one. */
function* partsOf({ passed, ...batch }: Batch, chance: SimProcess['world']['chance']): Generator<Batch> {
  const { items, caughtUp } = batch;
  const upTo = (from: number, end: number): Batch =>
    end < items.length
      ? { ...batch, items: items.slice(from, end), caughtUp: false }
      : { ...batch, items: items.slice(from), caughtUp, ...(passed && { passed }) };
  if (items.length === 0) yield upTo(0, 0);
  for (let at = 0; at < items.length;) {
    const end = Math.min(items.length, at + (chance.is(0.4) ? chance.int(1, 6) : items.length));
    yield upTo(at, end);
    if (chance.is(0.12)) {
      const back = chance.int(0, end - 1);
      repeats.count += end - back;
      yield upTo(back, end);
    }
    at = end;
  }
}
