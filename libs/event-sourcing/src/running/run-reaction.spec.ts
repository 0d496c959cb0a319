import { Refusal, RevisionConflict, Unavailable, UnknownVersion } from '../failures.js';
import { PCRM_NAMESPACE, uuidV5 } from '../ids.js';
import type { AnyMessage } from '../message.js';
import type { Issued } from '../reaction.js';
import { listParked, MemberParker } from './parked-desk.js';
import type { Commanded } from './perform.js';
import { ReactionWorker, refusalsTable, type RunnableReaction } from './run-reaction.js';
import {
  assigned,
  batchOf,
  clockOf,
  deposited,
  heardOf,
  memberOf,
  patient,
  WatchedRowStore,
} from './running.examples.js';

const names = { name: 'names.v1', indexes: {} };
const outcome = { id: '', revision: 0, events: [], repeated: false };
const idOf = (cause: string): string => uuidV5(PCRM_NAMESPACE, cause);

const greet: RunnableReaction = {
  name: 'greet-when-assigned',
  on: {
    Assigned: (message, known): readonly Issued[] => {
      const to = message.data['to'] as string;
      if (to === 'm-bad') throw new TypeError('cannot decide');
      const name = known.row<{ name: string }>(names, message.key)?.name ?? 'nobody';
      const issued = {
        handler: 'client.greet',
        id: message.key,
        command: { name, to },
        occurredAt: message.metadata.occurredAt,
      };
      return to === 'm-none' ? [] : [issued, { ...issued, handler: 'book.note', id: to }];
    },
  },
  needs: (message) => [{ table: names, keys: [message.key] }],
};

async function reacting(
  rows = new WatchedRowStore(),
  reaction: RunnableReaction = greet,
  { now = clockOf.now, hasPast = true } = {},
) {
  const performed: Commanded[][] = [];
  const world = { answer: (_command: Commanded): Error | undefined => undefined };
  const patience = patient();
  await rows.declare(names);
  const worker = new ReactionWorker(reaction, {
    ...{ rows, now, idOf, resolve: (table) => table, pause: patience.pause, signal: patience.signal },
    perform: async (commands) => {
      performed.push([...commands]);
      return commands.map((command) => world.answer(command) ?? outcome);
    },
  });
  const member = await memberOf(rows, worker, { name: 'branch.greet-when-assigned', patience });
  await worker.deploy(hasPast);
  const parker = new MemberParker(
    member,
    rows,
    { schemas: {}, open: async (all) => all, wanted: () => true },
    patience,
  );
  let offset = 0;
  const tell = async (...messages: AnyMessage[]) => {
    await member.apply(await heardOf(batchOf(messages, offset)));
    offset += messages.length;
  };
  const did = () =>
    performed
      .flat()
      .map(({ issued }) => `${issued.handler} ${issued.id} ${String((issued.command as { to: string }).to)}`);
  return { rows, member, worker, parker, tell, performed, did, world, patience };
}
const early = () => reacting(undefined, { ...greet, fromStart: true });

describe('a reaction', () => {
  it('issues its commands with ids and times from the message that caused them', async () => {
    const { tell, performed } = await early();
    const message = assigned('ada', 3, 'm-1');
    await tell(message);
    expect(performed.flat().map(({ metadata }) => metadata)).toEqual(
      [0, 1].map((index) => ({
        actor: 'greet-when-assigned',
        commandId: idOf(`${message.id}/greet-when-assigned/${String(index)}`),
        correlationId: 'w-3',
        causationId: message.id,
        occurredAt: '2026-01-05T01:00:03.000Z',
      })),
    );
  });

  it('keeps the order of each key and sends different keys together', async () => {
    const { tell, performed } = await early();
    await tell(assigned('ada', 1, 'm-1'), assigned('bob', 2, 'm-2'), assigned('ada', 3, 'm-3'), deposited('ada', 9, 1));
    expect(performed.map((wave) => wave.map(({ issued }) => `${issued.handler} ${issued.id}`))).toEqual([
      ['client.greet ada', 'client.greet bob'],
      ['book.note m-1', 'book.note m-2'],
      ['client.greet ada'],
      ['book.note m-3'],
    ]);
  });

  it('looks at the rows it asked for, loaded once per batch', async () => {
    const { tell, rows, performed } = await early();
    await rows.commit({
      writes: [{ table: names, rows: [{ key: 'ada', expected: 0, seen: {}, doc: { name: 'A.' } }] }],
    });
    const before = rows.loads;
    await tell(...Array.from({ length: 200 }, (_, n) => assigned(n % 2 ? 'ada' : `k-${String(n)}`, n + 1, 'm-1')));
    expect(rows.loads - before).toBeLessThanOrEqual(3);
    expect(performed.flat().find(({ issued }) => issued.id === 'ada')?.issued.command).toEqual({
      name: 'A.',
      to: 'm-1',
    });
  });

  it('twice is once, and A-B-A stays at the second A: what a key has seen is not issued again', async () => {
    const { tell, did, rows } = await early();
    const aba = [assigned('ada', 1, 'm-A'), assigned('ada', 2, 'm-B'), assigned('ada', 3, 'm-A')];
    await tell(...aba);
    const once = did();
    expect(once).toHaveLength(6);
    await tell(...aba, assigned('ada', 2, 'm-B'));
    expect(did()).toEqual(once);
    const restarted = await reacting(rows, { ...greet, fromStart: true });
    await restarted.tell(...aba);
    expect(restarted.did()).toEqual([]);
  });

  it('after a crash between effect and commit issues again with the same ids', async () => {
    const { tell, rows, performed } = await early();
    rows.beforeCommit = () => {
      throw new Unavailable('crash');
    };
    await expect(tell(assigned('ada', 1, 'm-1'))).rejects.toBeInstanceOf(Unavailable);
    await tell(assigned('ada', 1, 'm-1'));
    const ids = performed.flat().map(({ metadata }) => metadata.commandId);
    expect(ids).toHaveLength(4);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });

  it('records a refusal, with what it was about, and goes on', async () => {
    const { tell, rows, world, member, did } = await early();
    world.answer = ({ issued }) => (issued.handler === 'client.greet' ? new Refusal('client.unknown') : undefined);
    const message = assigned('ada', 1, 'm-1');
    await tell(message);
    expect(did()).toEqual(['client.greet ada m-1', 'book.note m-1 m-1']);
    expect(
      (await rows.find(refusalsTable, { index: 'byKey', prefix: ['ada'], limit: 9 })).rows.map(({ doc }) => doc),
    ).toEqual([
      {
        ...{
          by: 'greet-when-assigned',
          code: 'client.unknown',
          messageId: message.id,
          key: 'ada',
          handler: 'client.greet',
          id: 'ada',
        },
        ...{ occurredAt: '2026-01-05T01:00:01.000Z', refusedAt: '2026-01-05T01:00:00.000Z' },
      },
    ]);
    expect(member.parked.count).toBe(0);
  });

  it('goes on retrying a conflict, and only what had one', async () => {
    const { tell, performed, world, member } = await early();
    let conflicts = 12;
    world.answer = ({ issued }) =>
      issued.id === 'ada' && conflicts-- > 0 ? new RevisionConflict('client-ada', 1) : undefined;
    await tell(assigned('ada', 1, 'm-1'), assigned('bob', 2, 'm-2'));
    expect(member.parked.count).toBe(0);
    expect(performed.flat().filter(({ issued }) => issued.id === 'ada')).toHaveLength(13);
    expect(performed.flat().filter(({ issued }) => issued.id === 'bob')).toHaveLength(1);
  });

  it('does not park for an outage: the batch comes again', async () => {
    const { tell, world, member, did } = await early();
    world.answer = () => new Unavailable('store');
    await expect(tell(assigned('ada', 1, 'm-1'))).rejects.toBeInstanceOf(Unavailable);
    expect(member.parked.count).toBe(0);
    world.answer = () => undefined;
    await tell(assigned('ada', 1, 'm-1'));
    expect(did().slice(-2)).toEqual(['client.greet ada m-1', 'book.note m-1 m-1']);
  });

  it('parks the key of what goes on failing, from that message on, and replays it in order', async () => {
    const { tell, world, member, did, rows, parker, performed } = await early();
    world.answer = ({ issued }) => (issued.id === 'm-2' ? new TypeError('always') : undefined);
    await tell(
      assigned('ada', 1, 'm-1'),
      assigned('ada', 2, 'm-2'),
      assigned('ada', 3, 'm-3'),
      assigned('bob', 4, 'm-1'),
    );
    expect((await listParked(rows, { limit: 9 })).keys).toMatchObject([{ key: 'ada', count: 2 }]);
    expect(did().filter((each) => each.startsWith('book.note m-2'))).toHaveLength(5);
    expect(did().some((each) => each.includes('m-3'))).toBe(false);
    world.answer = () => undefined;
    performed.length = 0;
    expect(await parker.replay('ada')).toBe(2);
    expect(did()).toEqual(['client.greet ada m-2', 'book.note m-2 m-2', 'client.greet ada m-3', 'book.note m-3 m-3']);
    expect(member.parked.count).toBe(0);
  });

  it('parks at once what only a newer version can read', async () => {
    const { tell, world, member, performed } = await early();
    world.answer = () => new UnknownVersion('DutyOpened', 2, 1);
    await tell(assigned('ada', 1, 'm-1'));
    expect(performed).toHaveLength(1);
    expect(member.parked.count).toBe(1);
  });

  it('parks the key of what it cannot decide, after what it could', async () => {
    const { tell, did, member } = await early();
    await tell(assigned('ada', 1, 'm-1'), assigned('ada', 2, 'm-bad'), assigned('ada', 3, 'm-3'));
    expect(did()).toEqual(['client.greet ada m-1', 'book.note m-1 m-1']);
    expect(member.parked.count).toBe(2);
  });
});

describe('a new reaction', () => {
  it('starts at the time of its first deployment, and keeps that over restarts and later clocks', async () => {
    const deployed = await reacting(undefined, greet, { now: () => '2026-01-05T01:00:02.000Z' });
    await deployed.tell(assigned('ada', 1, 'm-1'), assigned('ada', 2, 'm-2'), assigned('ada', 3, 'm-3'));
    expect(deployed.did()).toEqual([
      'client.greet ada m-2',
      'book.note m-2 m-2',
      'client.greet ada m-3',
      'book.note m-3 m-3',
    ]);
    const later = await reacting(deployed.rows, greet, { now: () => '2026-06-01T00:00:00.000Z' });
    await later.tell(assigned('bob', 1, 'm-1'), assigned('bob', 4, 'm-4'));
    expect(later.did()).toEqual(['client.greet bob m-4', 'book.note m-4 m-4']);
  });

  it('is deployed once by two processes that begin at the same time: the first counts for both', async () => {
    const first = await reacting(undefined, greet, { now: () => '2026-01-05T01:00:01.000Z' });
    const load = first.rows.load.bind(first.rows);
    // The second one looks before the first has noted it.
    let blind = true;
    first.rows.load = async (table, keys) => {
      const rows = await load(table, keys);
      if (table.name !== 'deployments' || !blind) return rows as never;
      blind = false;
      return new Map();
    };
    const second = await reacting(first.rows, greet, { now: () => '2026-06-01T00:00:00.000Z' });
    await second.tell(assigned('ada', 2, 'm-2'));
    expect(second.did()).toEqual(['client.greet ada m-2', 'book.note m-2 m-2']);
  });

  it('hears history too when it builds what the service cannot be without', async () => {
    const { tell, did } = await reacting(
      undefined,
      { ...greet, fromStart: true },
      { now: () => '2026-06-01T00:00:00.000Z' },
    );
    await tell(assigned('ada', 1, 'm-1'));
    expect(did()).toHaveLength(2);
  });
});

describe('a reaction, and what was moved in from another store', () => {
  const moved = '2026-01-04T00:00:00.000Z';
  const startingEarly = { ...greet, fromStart: true } as const;

  it.each([
    ['', greet],
    [', though it hears history', startingEarly],
  ])('does not act on it again%s, after a restart neither', async (_, reaction) => {
    const { rows, tell, did } = await reacting(undefined, reaction, { hasPast: false });
    await tell({ ...assigned('ada', 1, 'm-1'), moved }, assigned('ada', 2, 'm-2'));
    expect(did()).toEqual(['client.greet ada m-2', 'book.note m-2 m-2']);
    const restarted = await reacting(rows, reaction);
    await restarted.tell({ ...assigned('bob', 3, 'm-1'), moved });
    expect(restarted.did()).toEqual([]);
  });

  it('hears it as history when it came later itself and needs history', async () => {
    const { tell, did } = await reacting(undefined, startingEarly, { hasPast: true });
    await tell({ ...assigned('ada', 1, 'm-1'), moved });
    expect(did()).toEqual(['client.greet ada m-1', 'book.note m-1 m-1']);
  });
});
