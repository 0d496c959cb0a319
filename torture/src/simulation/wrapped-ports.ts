import type { AnyMessage, EventStore, Held, KeyVault, Lease, MessageLog, Ports, RowStore } from '@pcrm/event-sourcing';
import type { Call, Calls } from './calls.js';
import { heard } from './hearing.js';
import type { SimProcess } from './sim-process.js';
import type { Stores } from './stores.js';

/** The stores as one process reaches them: each call is steps of the run. */
export function portsOf(process: SimProcess, stores: Stores, calls: Calls): Ports {
  const call = <Answer>(what: string, work: () => Promise<Answer>): Promise<Answer> => calls.make(process, what, work);
  return {
    events: eventsOf(stores.events, call, process),
    rows: rowsOf(stores.rows, call),
    vault: vaultOf(stores.vault, call),
    log: logOf(stores, call, process),
    lease: leaseOf(stores, call, process),
    clock: stores.clock,
  };
}
const untouched = async (): Promise<void> => undefined;

function eventsOf(events: EventStore, call: Call, { world }: SimProcess): EventStore {
  return {
    read: (stream, after) => call(`read ${stream}`, () => events.read(stream, after)),
    append: (stream, expected, facts) =>
      call(`append ${stream}@${String(expected)} ${facts.map(({ type }) => type).join()}`, () => events.append(stream, expected, facts)), // prettier-ignore
    appendMany: (appends) =>
      call(`append ${appends.map(({ stream, expected }) => `${stream}@${String(expected)}`).join()}`, () => events.appendMany(appends)), // prettier-ignore
    async *subscribe(categories, after, options) {
      for await (const facts of events.subscribe(categories, after, options)) {
        if (facts.length > 0) await call(`facts ${String(facts.length)}`, untouched);
        const cut = world.chance.is(0.3) ? world.chance.int(1, Math.max(1, facts.length - 1)) : facts.length;
        yield facts.slice(0, cut);
        if (cut < facts.length) yield facts.slice(cut);
      }
    },
    readAll: (after, limit) => call('read all', () => events.readAll(after, limit)),
    moveIn: (facts) => call('move in', () => events.moveIn(facts)),
    head: () => call('head', () => events.head()),
    [Symbol.asyncDispose]: untouched,
  };
}

function rowsOf(rows: RowStore, call: Call): RowStore {
  return {
    declare: (table) => call(`declare ${table.name}`, () => rows.declare(table)),
    load: (table, keys) => call(`load ${table.name}`, () => rows.load(table, keys)),
    commit: (commit) =>
      call(`commit ${commit.writes.map(({ table, rows: { length } }) => `${table.name}:${String(length)}`).join()}`, () => rows.commit(commit)), // prettier-ignore
    find: (table, find) => call(`find ${table.name}`, () => rows.find(table, find)),
    count: (table, find) => call(`count ${table.name}`, () => rows.count(table, find)),
    checkpoint: (name) => call(`checkpoint ${name}`, () => rows.checkpoint(name)),
    drop: (name) => call(`drop ${name}`, () => rows.drop(name)),
    [Symbol.asyncDispose]: untouched,
  };
}

function vaultOf(vault: KeyVault, call: Call): KeyVault {
  return {
    find: (subjects) => call('keys', () => vault.find(subjects)),
    mint: (subjects) => call('mint', () => vault.mint(subjects)),
    destroy: (subject, kind) => call('destroy', () => vault.destroy(subject, kind)),
    all: (after, limit) => vault.all(after, limit),
    restore: (keys) => vault.restore(keys),
    indexSecret: () => call('secret', () => vault.indexSecret()),
    [Symbol.asyncDispose]: untouched,
  };
}

/** Who publishes may say it twice, and a relay that was held for dead may say again what was said long ago. */
function logOf(stores: Stores, call: Call, process: SimProcess): MessageLog {
  const { log, said } = stores;
  const { chance } = process.world;
  const publish = async (topic: string, messages: readonly AnyMessage[]): Promise<void> => {
    await log.publish(topic, messages);
    const before = said.get(topic) ?? [];
    said.set(topic, [...before, messages].slice(-20));
    if (chance.is(0.08)) await log.publish(topic, messages);
    if (before.length > 0 && chance.is(0.05)) await log.publish(topic, chance.pick(before));
  };
  return {
    publish: (topic, messages) =>
      call(`publish ${topic} ${messages.map(({ position }) => position).join()}`, () => publish(topic, messages)),
    consume: (group, topics, handler, options) => heard({ stores, call, process }, group, topics, { handler, options }),
    ends: (topic) => call(`ends ${topic}`, () => log.ends(topic)),
    [Symbol.asyncDispose]: untouched,
  };
}

/** Who loses a lease hears of it later than the next one has it: with fencing that does no harm. */
function leaseOf({ leases, watch }: Stores, call: Call, process: SimProcess): Lease & { leave(): Promise<void> } {
  const lease = leases.open();
  const { world } = process;
  return {
    async acquire(name, signal) {
      await call(`lease ${name}`, untouched);
      const held = await lease.acquire(name, signal);
      if (!held) return undefined;
      watch.granted(process, name, held.token);
      const lost = new AbortController();
      held.lost.addEventListener('abort', () => world.after(world.chance.next() * 1_500, () => lost.abort(), process));
      const own: Held = { token: held.token, lost: lost.signal, [Symbol.asyncDispose]: () => held[Symbol.asyncDispose]() }; // prettier-ignore
      return own;
    },
    leave: () => lease[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => lease[Symbol.asyncDispose](),
  };
}
