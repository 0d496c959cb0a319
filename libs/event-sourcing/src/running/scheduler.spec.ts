import { Refusal, RevisionConflict, Unavailable } from '../failures.js';
import { InMemoryLease } from '../in-memory/in-memory.lease.js';
import { PCRM_NAMESPACE, uuidV5 } from '../ids.js';
import type { AnyMessage } from '../message.js';
import type { Due } from '../reaction.js';
import { endOfDay } from './end-of-day.js';
import { listParked } from './parked-desk.js';
import type { Commanded } from './perform.js';
import { AgendaWorker, agendaTable, type RunnableAgenda } from './run-agenda.js';
import { refusalsTable } from './run-reaction.js';
import { batchOf, heardOf, memberOf, patient, said, WatchedRowStore } from './running.examples.js';
import { SchedulerParker } from './scheduler-parker.js';
import { Scheduler } from './scheduler.js';

const promise = (key: string, at: number, dueAt: string, usefulUntil = '2026-12-31T00:00:00Z'): AnyMessage =>
  said(['engagement', 'Promised'], key, at, { dueAt, usefulUntil });
const kept = (key: string, at: number): AnyMessage => said(['engagement', 'PromiseKept'], key, at);

const reminders: RunnableAgenda = {
  name: 'reminders',
  version: 1,
  on: {
    Promised: ({ key, data }) => [
      {
        ...{ key: `promise/${key}`, dueAt: data['dueAt'] as string, usefulUntil: data['usefulUntil'] as string },
        issue: { handler: 'duty.remind', id: key, command: { clientId: key } },
      },
    ],
    PromiseKept: ({ key }) => [{ key: `promise/${key}`, cancelled: true }],
  },
};
/** Every year again. */
const yearly: RunnableAgenda = {
  ...reminders,
  next: (done): readonly Due[] => {
    const later = (instant: string): string => String(Number(instant.slice(0, 4)) + 1) + instant.slice(4);
    return [{ ...done, dueAt: later(done.dueAt), usefulUntil: later(done.usefulUntil) }];
  },
};

async function scheduling(rows = new WatchedRowStore(), agenda = reminders, { version = 1, from = 0 } = {}) {
  const table = agendaTable('reminders', { version, rebuild: 0 });
  const member = await memberOf(rows, new AgendaWorker(agenda, table, { rows, resolve: (same) => same }), {
    name: `engagement.reminders.v${String(version)}`,
  });
  const world = {
    now: '2026-03-10T02:00:00.000Z',
    readPast: '9999',
    answer: (_command: Commanded): Error | undefined => undefined,
  };
  const performed: Commanded[] = [];
  const asked: string[] = [];
  const patience = patient();
  await rows.declare(refusalsTable);
  const lease = new InMemoryLease();
  const scheduler = new Scheduler({
    ...{
      service: 'engagement',
      rows,
      lease,
      tick: 1,
      tries: 5,
      pause: patience.pause,
      signal: patience.signal,
    },
    now: () => world.now,
    idOf: (cause) => uuidV5(PCRM_NAMESPACE, cause),
    agendas: () => [{ name: 'reminders', table, ...(agenda.next && { next: agenda.next }) }],
    readPast: async (instant) => (asked.push(instant), instant <= world.readPast ? instant : undefined),
    perform: async (commands) => {
      performed.push(...commands);
      return commands.map((command) => world.answer(command) ?? { id: '', revision: 0, events: [], repeated: false });
    },
  });
  await scheduler.prepare(['reminders']);
  let offset = from;
  const tell = async (...messages: AnyMessage[]) => {
    await member.apply(await heardOf(batchOf(messages, offset)));
    offset += messages.length;
  };
  const runDry = async () => {
    while (await scheduler.step());
  };
  const did = () => performed.map(({ issued }) => `${issued.id} ${issued.occurredAt}`);
  const due = async () =>
    (await rows.find<Due>(table, { index: 'due', limit: 99 })).rows.map(({ doc }) => `${doc.key} ${doc.dueAt}`);
  return { rows, lease, scheduler, world, performed, asked, tell, runDry, did, due };
}

describe('an agenda', () => {
  it('keeps one row per due key: a later word replaces it, a cancellation takes it off', async () => {
    const { tell, due } = await scheduling();
    await tell(
      promise('ada', 1, '2026-03-01T00:00:00Z'),
      promise('bob', 2, '2026-03-02T00:00:00+08:00'),
      promise('ada', 3, '2026-03-03T00:00:00Z'),
    );
    expect(await due()).toEqual(['promise/bob 2026-03-01T16:00:00.000Z', 'promise/ada 2026-03-03T00:00:00.000Z']);
    await tell(kept('ada', 4));
    expect(await due()).toEqual(['promise/bob 2026-03-01T16:00:00.000Z']);
  });

  it('takes from another store what is still to come: what fell due there was done there', async () => {
    const { tell, due, runDry, did } = await scheduling(undefined, yearly);
    const moved = '2026-03-01T00:00:00.000Z';
    await tell(
      { ...promise('ada', 1, '2024-02-01T00:00:00Z', '9000-12-31T00:00:00Z'), moved },
      { ...promise('bob', 2, '2026-03-01T00:00:00Z', '9000-12-31T00:00:00Z'), moved },
      { ...promise('cid', 3, '2026-03-01T00:00:00.001Z', '9000-12-31T00:00:00Z'), moved },
      { ...promise('dan', 4, '2025-01-01T00:00:00Z', '9000-12-31T00:00:00Z'), moved },
      { ...kept('dan', 5), moved },
      promise('eve', 6, '2026-02-28T00:00:00Z', '9000-12-31T00:00:00Z'),
    );
    expect(await due()).toEqual([
      'promise/eve 2026-02-28T00:00:00.000Z',
      'promise/cid 2026-03-01T00:00:00.001Z',
      'promise/ada 2027-02-01T00:00:00.000Z',
      'promise/bob 2027-03-01T00:00:00.000Z',
    ]);
    await runDry();
    expect(did()).toEqual(['eve 2026-02-28T00:00:00.000Z', 'cid 2026-03-01T00:00:00.001Z']);
  });

  it('leaves nothing of what was moved when it is over for good', async () => {
    const { tell, due } = await scheduling();
    await tell({ ...promise('ada', 1, '2026-01-01T00:00:00Z'), moved: '2026-03-01T00:00:00.000Z' });
    expect(await due()).toEqual([]);
  });

  it('is guarded by positions: what was cancelled or replaced does not come back with a redelivery', async () => {
    const { tell, due } = await scheduling();
    await tell(
      promise('ada', 1, '2026-03-01T00:00:00Z'),
      kept('ada', 2),
      promise('bob', 3, '2026-03-01T00:00:00Z'),
      promise('bob', 4, '2026-03-09T00:00:00Z'),
    );
    await tell(promise('ada', 1, '2026-03-01T00:00:00Z'), promise('bob', 3, '2026-03-01T00:00:00Z'));
    expect(await due()).toEqual(['promise/bob 2026-03-09T00:00:00.000Z']);
  });

  it('parks what names no instant', async () => {
    const { tell, rows } = await scheduling();
    await tell(promise('ada', 1, 'soon'), promise('bob', 2, '2026-03-01T00:00:00Z'));
    expect((await listParked(rows, { limit: 9 })).keys).toMatchObject([
      { key: 'ada', consumer: 'engagement.reminders.v1' },
    ]);
  });
});

describe('the scheduler', () => {
  it('issues what the clock has passed, in order, as of the due instant and under the name of what led to it', async () => {
    const { tell, runDry, did, performed } = await scheduling();
    const bob = promise('bob', 2, '2026-03-09T01:00:00Z');
    await tell(promise('ada', 1, '2026-03-09T05:00:00Z'), bob, promise('cy', 3, '2026-03-10T02:00:01Z'));
    await runDry();
    expect(did()).toEqual(['bob 2026-03-09T01:00:00.000Z', 'ada 2026-03-09T05:00:00.000Z']);
    expect(performed[0]?.metadata).toEqual({
      ...{ actor: 'reminders', correlationId: 'w-2', causationId: bob.id, occurredAt: '2026-03-09T01:00:00.000Z' },
      commandId: uuidV5(PCRM_NAMESPACE, 'reminders/promise/bob/2026-03-09T01:00:00.000Z'),
    });
  });

  it('waits until every source has been read past the instant', async () => {
    const { tell, scheduler, world, did } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    world.readPast = '2026-03-10T00:59:59.999Z';
    expect(await scheduler.step()).toBe(false);
    expect(did()).toEqual([]);
    expect(await scheduler.idle()).toBe(false);
    world.readPast = '2026-03-10T02:00:00.000Z';
    expect(await scheduler.step()).toBe(true);
    expect(did()).toHaveLength(1);
    expect(await scheduler.idle()).toBe(true);
  });

  it('after an outage goes day by day, each read past before the next, in Asia/Shanghai days', async () => {
    const { tell, scheduler, did, asked } = await scheduling();
    await tell(
      promise('ada', 1, '2026-03-07T17:00:00Z'),
      promise('bob', 2, '2026-03-07T15:00:00Z'),
      promise('cy', 3, '2026-03-08T15:59:59Z'),
    );
    expect(await scheduler.step()).toBe(true);
    expect(did()).toEqual(['bob 2026-03-07T15:00:00.000Z']);
    // What the first day's effects bring onto the agenda comes in its place.
    await tell(promise('di', 4, '2026-03-07T18:00:00Z'));
    expect(await scheduler.step()).toBe(true);
    expect(did().slice(1)).toEqual([
      'ada 2026-03-07T17:00:00.000Z',
      'di 2026-03-07T18:00:00.000Z',
      'cy 2026-03-08T15:59:59.000Z',
    ]);
    expect(asked).toEqual(['2026-03-07T15:59:59.999Z', '2026-03-08T15:59:59.999Z']);
    expect(endOfDay('2026-03-07T16:00:00.000Z')).toBe('2026-03-08T15:59:59.999Z');
  });

  it('lets lapse what is no longer useful', async () => {
    const { tell, runDry, did, due, scheduler } = await scheduling();
    await tell(
      promise('ada', 1, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
      promise('bob', 2, '2026-03-01T00:00:00Z'),
    );
    await runDry();
    expect(did()).toEqual(['bob 2026-03-01T00:00:00.000Z']);
    expect(await due()).toEqual([]);
    expect(scheduler.lapsed).toBe(1);
  });

  it('arms what follows, for what was issued and for what lapsed', async () => {
    const { tell, runDry, did, due } = await scheduling(undefined, yearly);
    await tell(promise('ada', 1, '2023-02-03T00:00:00Z', '2023-02-04T00:00:00Z'));
    await runDry();
    expect(did()).toEqual([]);
    expect(await due()).toEqual(['promise/ada 2027-02-03T00:00:00.000Z']);
    const again = await scheduling(undefined, yearly);
    await again.tell(promise('ada', 1, '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'));
    await again.runDry();
    expect(again.did()).toEqual(['ada 2026-03-10T00:00:00.000Z']);
    expect(await again.due()).toEqual(['promise/ada 2027-03-10T00:00:00.000Z']);
  });

  it('after a crash between effect and commit repeats the command with the same id, and a redelivery does not raise the row', async () => {
    const { tell, scheduler, rows, performed, due, runDry } = await scheduling();
    const message = promise('ada', 1, '2026-03-10T01:00:00Z');
    await tell(message);
    rows.beforeCommit = () => {
      throw new Unavailable('crash');
    };
    await expect(scheduler.step()).rejects.toBeInstanceOf(Unavailable);
    await runDry();
    expect(performed).toHaveLength(2);
    expect(performed[1]).toEqual(performed[0]);
    await tell(message);
    expect(await due()).toEqual([]);
  });

  it('does not issue again what was issued before its agenda was rebuilt', async () => {
    const { rows, tell, runDry } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    await runDry();
    const rebuilt = await scheduling(rows, reminders, { version: 2 });
    await rebuilt.tell(promise('ada', 1, '2026-03-10T01:00:00Z'), promise('bob', 2, '2026-03-10T01:00:00Z'));
    await rebuilt.runDry();
    expect(rebuilt.did()).toEqual(['bob 2026-03-10T01:00:00.000Z']);
    expect(await rebuilt.due()).toEqual([]);
  });

  it('keeps a row that was replaced while its command was on the way', async () => {
    const { tell, scheduler, world, due, did } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    let replaced: Promise<void> | undefined;
    world.answer = () => {
      replaced ??= tell(promise('ada', 2, '2026-03-20T00:00:00Z'));
      return undefined;
    };
    await scheduler.step().catch(() => undefined);
    await replaced;
    expect(did()).toHaveLength(1);
    await scheduler.step();
    expect(await due()).toEqual(['promise/ada 2026-03-20T00:00:00.000Z']);
  });

  it('does not issue what was replaced or cancelled after it was looked up', async () => {
    const { tell, runDry, rows, did, due } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'), promise('bob', 2, '2026-03-10T01:00:00Z'));
    const find = rows.find.bind(rows) as (...asked: readonly unknown[]) => Promise<never>;
    let changed = false;
    rows.find = async (...asked: readonly unknown[]) => {
      const found = await find(...asked);
      if ((asked[1] as { limit: number }).limit > 1 && !changed) {
        changed = true;
        await tell(promise('ada', 3, '2026-03-20T00:00:00Z'), kept('bob', 4));
      }
      return found;
    };
    await runDry();
    expect(changed).toBe(true);
    expect(did()).toEqual([]);
    expect(await due()).toEqual(['promise/ada 2026-03-20T00:00:00.000Z']);
  });

  it('begins to work when an outage at the moment it came to its lease is over', async () => {
    const { tell, scheduler, rows, world, due } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    const find = rows.find.bind(rows) as (...asked: readonly unknown[]) => Promise<never>;
    let outages = 3;
    rows.find = async (...asked: readonly unknown[]) => {
      if (outages-- > 0) throw new Unavailable('away');
      return await find(...asked);
    };
    const stop = new AbortController();
    world.answer = () => {
      stop.abort();
      return undefined;
    };
    await scheduler.run(stop.signal);
    expect(await due()).toEqual([]);
  });

  it('goes on asking for its lease while leases are away', async () => {
    const { tell, scheduler, lease, world, due } = await scheduling();
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    const acquire = lease.acquire.bind(lease);
    let outages = 3;
    lease.acquire = async (...asked) => {
      if (outages-- > 0) throw new Unavailable('away');
      return await acquire(...asked);
    };
    const stop = new AbortController();
    world.answer = () => {
      stop.abort();
      return undefined;
    };
    await scheduler.run(stop.signal);
    expect(await due()).toEqual([]);
  });

  it('records a refusal and takes the row off', async () => {
    const { tell, runDry, rows, world, due } = await scheduling();
    world.answer = () => new Refusal('duty.met');
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'));
    await runDry();
    expect((await rows.find(refusalsTable, { index: 'byTime', limit: 9 })).rows.map(({ doc }) => doc)).toMatchObject([
      { by: 'reminders', code: 'duty.met', handler: 'duty.remind', id: 'ada' },
    ]);
    expect(await due()).toEqual([]);
  });

  it('goes on retrying conflicts; parks what goes on failing and replays it when told', async () => {
    const { tell, runDry, rows, world, due, did, scheduler } = await scheduling();
    let conflicts = 8;
    world.answer = ({ issued }) =>
      issued.id === 'ada' ? new TypeError('always') : conflicts-- > 0 ? new RevisionConflict('duty-bob', 1) : undefined;
    await tell(promise('ada', 1, '2026-03-10T01:00:00Z'), promise('bob', 2, '2026-03-10T01:00:00Z'));
    await runDry();
    expect(did().filter((each) => each.startsWith('bob'))).toHaveLength(9);
    expect(await due()).toEqual([]);
    const [parked] = (await listParked(rows, { limit: 9 })).keys;
    expect(parked).toMatchObject({ consumer: 'engagement.scheduler', key: 'reminders/promise/ada', count: 1 });
    const parker = new SchedulerParker(scheduler, rows);
    expect(await parker.replay('reminders/promise/ada')).toBe(0);
    world.answer = () => undefined;
    expect(await parker.replay('reminders/promise/ada')).toBe(1);
    expect(scheduler.parked.count).toBe(0);
    expect(did().at(-1)).toBe('ada 2026-03-10T01:00:00.000Z');
  });

  it('works through more than a page in order', async () => {
    const { tell, runDry, did } = await scheduling();
    const minute = (n: number): string => new Date(Date.parse('2026-03-09T00:00:00Z') + n * 1_000).toISOString();
    await tell(...Array.from({ length: 1_200 }, (_, n) => promise(`k-${String(n)}`, n + 1, minute((n * 7) % 1_200))));
    await runDry();
    expect(did()).toHaveLength(1_200);
    const times = did().map((each) => each.split(' ')[1] ?? '');
    expect(times).toEqual(times.toSorted());
  });
});
