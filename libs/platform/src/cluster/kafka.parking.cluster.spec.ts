import { setTimeout as pause } from 'node:timers/promises';
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
import { counted } from '../../test/cluster/counting.js';
import { QUICK, topicOf, unused } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';
import { KafkaMessageLog } from './kafka.message-log.js';

const KEYS = ['bad', ...Array.from({ length: 11 }, (_, n) => `client-${String(n)}`)];
const PATIENCE_MS = 20_000;
type Counted = Message<'Counted', { readonly n: number }>;
type TallyRow = { readonly numbers: readonly number[] };

/** Two processes of one service on one Kafka group; what they keep is in memory, and common to them. */
async function twoProcesses(brokers: readonly string[]) {
  const topic = topicOf(unused('clients.events'), 6);
  const poison: { at?: number } = {};
  const tally: Projection<TallyRow, Counted> = {
    name: 'tally',
    version: 1,
    indexes: {},
    on: {
      Counted: (row = { numbers: [] }, { key, data: { n } }) => {
        if (key === 'bad' && n === poison.at) throw new TypeError('cannot be folded');
        return { numbers: [...row.numbers, n] };
      },
    },
  };
  const definition: ServiceDefinition = {
    name: unused('tallies'),
    aggregates: [],
    say: {},
    hears: [topic.name],
    contracts: {},
    projections: [tally],
    reactions: [],
    agendas: [],
    handlers: {},
  };
  const clock = fixedClock('2026-03-01T00:00:00.000Z');
  const [events, rows, vault] = [new InMemoryEventStore(clock), new InMemoryRowStore(), new InMemoryKeyVault()];
  const leases = new InMemoryLeases();
  const logs = [0, 1].map(() => new KafkaMessageLog({ brokers, timings: QUICK }));
  const ports = (log: KafkaMessageLog): Ports => ({ events, log, rows, vault, clock, lease: leases.open() });
  await logs[0]?.createTopics([topic]);
  const processes = await Promise.all(logs.map((log) => runService(definition, ports(log), { tries: 2, tick: 50 })));
  const publish = async (...numbers: number[]): Promise<void> => {
    for (const n of numbers) await logs[0]?.publish(topic.name, KEYS.map((key) => counted(key, n))); // prettier-ignore
  };
  const numbersOf = async (service: RunningService, key: string) =>
    (await rows.load<TallyRow>(service.activeTable('tally'), [key])).get(key)?.doc.numbers;
  return {
    processes,
    poison,
    publish,
    numbersOf,
    async [Symbol.asyncDispose]() {
      for (const service of processes) await service[Symbol.asyncDispose]();
      for (const log of logs) await log[Symbol.asyncDispose]();
    },
  };
}
const parkedKeysOf = async (service: RunningService): Promise<number> =>
  (await service.figures()).members.reduce((sum, { parkedKeys }) => sum + parkedKeys, 0);

withParts(['kafka'], (kafka = '') => {
  it('a poison message parks its key and only its key, also for the process that takes the partition over, and replays in order', async () => {
    await using group = await twoProcesses(kafka.split(','));
    const { processes, poison, publish, numbersOf } = group;
    const applied = async () =>
      Promise.all(processes.map(async (service) => (await service.figures()).members[0]?.applied));
    // Until both have a share, so that the one will take over from the other.
    let n = 0;
    while ((await applied()).includes(0)) await publish(n++).then(() => pause(100));
    const upTo = (last: number) => Array.from({ length: last + 1 }, (_, at) => at);
    await eventually(async () => {
      for (const key of KEYS) expect(await numbersOf(processes[0]!, key)).toEqual(upTo(n - 1));
    }, PATIENCE_MS);
    poison.at = n;
    await publish(n, n + 1, n + 2);
    await eventually(async () => {
      for (const key of KEYS.slice(1)) expect(await numbersOf(processes[0]!, key)).toEqual(upTo(n + 2));
      expect((await processes[0]!.parked({ limit: 10 })).keys).toMatchObject([{ key: 'bad', count: 3 }]);
    }, PATIENCE_MS);
    const knows = await Promise.all(processes.map(parkedKeysOf));
    expect(knows.toSorted()).toEqual([0, 1]);
    const [owner, other] = knows[0] === 1 ? processes : processes.toReversed();
    delete poison.at;
    await owner?.[Symbol.asyncDispose]();
    await publish(n + 3);
    await eventually(async () => {
      for (const key of KEYS.slice(1)) expect(await numbersOf(other!, key)).toEqual(upTo(n + 3));
      expect((await other!.parked({ limit: 10 })).keys).toMatchObject([{ key: 'bad', count: 4 }]);
    }, PATIENCE_MS);
    expect(await numbersOf(other!, 'bad')).toEqual(upTo(n - 1));
    const [parked] = (await other!.parked({ limit: 10 })).keys;
    expect(await other!.replay(parked?.consumer ?? '', 'bad')).toBe(4);
    for (const key of KEYS) expect(await numbersOf(other!, key)).toEqual(upTo(n + 3));
    expect((await other!.parked({ limit: 10 })).keys).toEqual([]);
  }, 60_000);
});
