import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { runService, systemClock, type AnyMessage, type ServiceDefinition } from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { openDataFolder, openStores, type Stores } from '@pcrm/platform/embedded';
import { definitions } from '../src/definitions.js';
import { openBranch } from './branch.js';
import { replayed } from './replayed.js';

jest.setTimeout(240_000);
const SEEDS = [1, 2, 3];
const topics = definitions.map(({ name }) => `${name}.events`);

/** A view alone: what a service shows of what it hears, without what it would do about it. */
const viewsOf = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  ...{ aggregates: [], say: {}, reactions: [], agendas: [], handlers: {} },
});

/** Numbers from 0 up to 1, the same for the same seed. */
function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Everything that was said on these topics, in the order of each. */
async function allSaid({ messages: log }: Stores): Promise<ReadonlyMap<string, readonly AnyMessage[]>> {
  const said = new Map(topics.map((topic) => [topic, [] as AnyMessage[]]));
  await using consumption = await log.consume('reader', topics, async ({ topic, items }) => {
    for (const item of items) if ('message' in item) said.get(topic)?.push(item.message);
  });
  await eventually(async () => expect(await consumption.lag()).toBe(0));
  return said;
}

/** Lets a service hear everything in portions of topics taken at random, some of them twice, each heard before the next is said. */
async function digestOf(
  definition: ServiceDefinition,
  said: ReadonlyMap<string, readonly AnyMessage[]>,
  { vault, draw }: { readonly vault: Stores['vault']; readonly draw: () => number },
): Promise<readonly string[]> {
  const log = new InMemoryMessageLog({ partitions: 2 });
  const clock = systemClock;
  const ports = { events: new InMemoryEventStore(clock), rows: new InMemoryRowStore(), lease: new InMemoryLeases().open() }; // prettier-ignore
  await using service = await runService(viewsOf(definition), { ...ports, log, vault, clock }, { dropAfter: 0 });
  const left = new Map([...said].filter(([topic, own]) => definition.hears.includes(topic) && own.length > 0));
  while (left.size > 0) {
    const [topic, own] = [...left][Math.floor(draw() * left.size)] ?? ['', []];
    const some = 1 + Math.floor(draw() * 40);
    for (let times = draw() < 0.25 ? 2 : 1; times > 0; times--) await log.publish(topic, own.slice(0, some));
    if (own.length > some) left.set(topic, own.slice(some));
    else left.delete(topic);
    await eventually(async () => expect(await service.hasReadAll()).toBe(true));
  }
  await eventually(async () => expect(await service.drained()).toBeDefined());
  return (await service.digest()).map(({ view, rows, sha256 }) => `${definition.name} ${view} ${String(rows)} ${sha256}`); // prettier-ignore
}

describe('everything a branch has said, heard again with its topics interleaved otherwise, some of it twice', () => {
  let folder: string;
  let digest: readonly string[];
  let stores: Stores;
  let said: ReadonlyMap<string, readonly AnyMessage[]>;
  const open = new AsyncDisposableStack();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pcrm-interleavings-'));
    {
      await using branch = await openBranch(folder);
      digest = await replayed(branch);
    }
    stores = open.use(await openStores(open.use(openDataFolder(folder, 'demo')).files, systemClock));
    said = await allSaid(stores);
  });
  afterAll(async () => {
    await open.disposeAsync();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(definitions.map((definition) => ({ definition, name: definition.name })))(
    'every view of $name has the digest it had',
    async ({ definition, name }) => {
      const before = digest.filter((line) => line.startsWith(`${name} `));
      expect(before.length).toBeGreaterThan(0);
      for (const seed of SEEDS)
        expect(await digestOf(definition, said, { vault: stores.vault, draw: draws(seed) })).toEqual(before);
    },
  );

  it('by several services', () => {
    expect([...said].filter(([, own]) => own.length > 20).length).toBeGreaterThan(2);
  });
});
