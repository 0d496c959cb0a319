import { runService, type AnyMessage, type JsonObject, type ServiceDefinition } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryLeases, InMemoryMessageLog, InMemoryRowStore } from '@pcrm/event-sourcing/in-memory'; // prettier-ignore
import type { Remains } from './evidence.js';

type Rows = ReadonlyMap<string, JsonObject>;

/** The views of a service alone: it decides, says and does nothing. */
const viewsOf = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  ...{ aggregates: [], say: {}, reactions: [], agendas: [], handlers: {} },
});

/** The rows of a service's views when it hears everything that was to be said, once and in order, in rows that begin empty. */
export async function foldedAfresh(
  definition: ServiceDefinition,
  said: ReadonlyMap<string, readonly AnyMessage[]>,
  { stores: { clock, vault }, world }: Remains,
): Promise<ReadonlyMap<string, Rows>> {
  const log = new InMemoryMessageLog({ partitions: 1 });
  for (const topic of definition.hears) await log.publish(topic, said.get(topic) ?? []);
  const ports = { events: new InMemoryEventStore(clock), rows: new InMemoryRowStore(), lease: new InMemoryLeases().open() }; // prettier-ignore
  await using service = await runService(viewsOf(definition), { ...ports, log, vault, clock }, { dropAfter: 0 });
  while ((await service.drained()) === undefined)
    await new Promise<void>((resolve) => void world.after(5, resolve, undefined));
  const rows = new Map<string, Rows>();
  for (const { name } of definition.projections) {
    const found = await ports.rows.find<JsonObject>(service.activeTable(name), { index: 'key', limit: 100_000 });
    rows.set(name, new Map(found.rows.map(({ key, doc }) => [key, doc])));
  }
  return rows;
}
