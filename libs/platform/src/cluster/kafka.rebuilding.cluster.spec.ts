import {
  fixedClock,
  type Message,
  type Ports,
  type Projection,
  runService,
  type RunningService,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { load } from '../../test/cluster/counting.js';
import { QUICK, topicOf, unused } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';
import { KafkaMessageLog } from './kafka.message-log.js';

const KEYS = Array.from({ length: 24 }, (_, n) => `client-${String(n)}`);
const PATIENCE_MS = 30_000;
type Counted = Message<'Counted', { readonly n: number }>;
type TallyRow = { readonly numbers: readonly number[] };

const tally = (version: number): Projection<TallyRow, Counted> => ({
  name: 'tally',
  version,
  indexes: {},
  on: { Counted: (row = { numbers: [] }, { data: { n } }) => ({ numbers: [...row.numbers, n] }) },
});

/** Processes of one service on one Kafka group; what they keep is in memory, and common to them. */
async function group(brokers: readonly string[], open: AsyncDisposableStack) {
  const topic = topicOf(unused('clients.events'), 6);
  const name = unused('tallies');
  const definition = (version: number): ServiceDefinition => ({
    ...{ name, aggregates: [], say: {}, hears: [topic.name], contracts: {}, reactions: [], agendas: [], handlers: {} },
    projections: [tally(version)],
  });
  const clock = fixedClock('2026-03-01T00:00:00.000Z');
  const [events, rows, vault] = [new InMemoryEventStore(clock), new InMemoryRowStore(), new InMemoryKeyVault()];
  const leases = new InMemoryLeases();
  const failures: string[] = [];
  const logOf = () => open.use(new KafkaMessageLog({ brokers, timings: QUICK }));
  const log = logOf();
  await log.createTopics([topic]);
  const begin = async (version = 1): Promise<RunningService> => {
    const ports: Ports = { events, log: logOf(), rows, vault, clock, lease: leases.open() };
    const failed = ({ message }: Error): unknown => failures.push(message);
    return open.use(await runService(definition(version), ports, { tick: 50, dropAfter: 6_000, failed }));
  };
  /** Every key's numbers are there, in their order, where readers look now. */
  const expectAll = async (service: RunningService, sent: ReadonlyMap<string, number>): Promise<void> => {
    const found = await rows.load<TallyRow>(service.activeTable('tally'), KEYS);
    for (const [key, count] of sent)
      expect(found.get(key)?.doc.numbers).toEqual(Array.from({ length: count }, (_, n) => n));
  };
  const isThere = (table: string): Promise<boolean> =>
    rows.count({ name: table, indexes: {} }).then(
      () => true,
      () => false,
    );
  const saying = () => {
    const saidOn = load(log, topic.name, KEYS, 20);
    open.defer(async () => void (await saidOn.end()));
    return saidOn;
  };
  return { begin, failures, expectAll, isThere, saying };
}
const tableOf = (service: RunningService): string => service.activeTable('tally').name;
const applied = async (service: RunningService): Promise<number> =>
  (await service.figures()).members.reduce((sum, each) => sum + each.applied, 0);

withParts(['kafka'], (kafka = '') => {
  it('a rebuild that one process is asked for while messages go on is followed by the other: nothing is lost, and nothing fails', async () => {
    await using open = new AsyncDisposableStack();
    const { begin, failures, expectAll, isThere, saying } = await group(kafka.split(','), open);
    const saidOn = saying();
    const both = [await begin(), await begin()];
    for (const each of both) await eventually(async () => expect(await applied(each)).toBeGreaterThan(0), PATIENCE_MS);
    await both[0]?.rebuild('tally');
    await eventually(() => expect(both.map(tableOf)).toEqual(['tally.v1.r1', 'tally.v1.r1']), PATIENCE_MS);
    await eventually(async () => {
      for (const each of both) expect((await each.figures()).members).toMatchObject([{ live: true }]);
    }, PATIENCE_MS);
    await eventually(async () => expect(await isThere('tally.v1')).toBe(false), PATIENCE_MS);
    const sent = await saidOn.end();
    for (const each of both) {
      await eventually(async () => expect(await each.hasReadAll()).toBe(true), PATIENCE_MS);
      await expectAll(each, sent);
    }
    expect(failures).toEqual([]);
  }, 180_000);

  it('a raised version takes its place while a process of the version before goes on, and loses nothing once that one has gone', async () => {
    await using open = new AsyncDisposableStack();
    const { begin, failures, expectAll, isThere, saying } = await group(kafka.split(','), open);
    const saidOn = saying();
    const [old, former] = [await begin(), await begin()];
    for (const each of [old, former])
      await eventually(async () => expect(await applied(each)).toBeGreaterThan(0), PATIENCE_MS);
    const next = await begin(2);
    await former[Symbol.asyncDispose]();
    await eventually(() => expect([old, next].map(tableOf)).toEqual(['tally.v2', 'tally.v2']), PATIENCE_MS);
    await eventually(async () => expect(await isThere('tally.v1')).toBe(false), PATIENCE_MS);
    await old[Symbol.asyncDispose]();
    const sent = await saidOn.end();
    await eventually(async () => expect(await next.hasReadAll()).toBe(true), PATIENCE_MS);
    await expectAll(next, sent);
    expect(failures).toEqual([]);
  }, 180_000);
});
