import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { event, freshStream } from '../event-store/event-store.examples.js';
import { runsOf } from '../event-store/runs.js';
import { eventually } from '../eventually.js';
import type { MovedEvent, StoredEvent } from '../fact.js';
import { VersionConflict } from '../failures.js';
import { createHandler } from '../handle-command.js';
import { account, by, deposit } from '../handling/account.examples.js';
import { InMemoryEventStore } from '../in-memory/in-memory.event-store.js';
import { InMemoryKeyVault } from '../in-memory/in-memory.key-vault.js';
import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import { decodeMessage, encodeMessage } from '../message-log/wire.js';
import { messagesAbout } from '../relay.js';
import type { Commit } from '../row-store/row-store.js';
import { heldBack } from './held-back.js';
import { Moving } from './moving.js';

const recordedAt = '2025-01-01T00:00:00.000Z';
const moved = '2026-02-01T00:00:00.000Z';
const coming = (stream: string, revision: number, n = revision): MovedEvent => ({
  ...event(n),
  ...{ stream, revision, recordedAt, moved },
});
const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

describe('what is moved in', () => {
  it('is written in the fewest appends that keep its order', () => {
    const facts = [coming('a-1', 4), coming('a-1', 5), coming('b-1', 0), coming('a-1', 6), coming('a-1', 8)];
    expect(
      runsOf(facts).map(({ stream, expected, events }) => [stream, expected, events.map(({ revision }) => revision)]),
    ).toEqual([
      ['a-1', 3, [4, 5]],
      ['b-1', -1, [0]],
      ['a-1', 5, [6]],
      ['a-1', 7, [8]],
    ]);
    expect(runsOf([])).toEqual([]);
  });

  it('is said as what it is, over the wire too; what was not moved says nothing of it', () => {
    const say = { Counted: (_data: object, { stream }: StoredEvent) => ({ type: 'Said', version: 1, key: stream, data: {} }) }; // prettier-ignore
    const service = { name: 'counts', say, aggregates: [] };
    const { moved: _moved, ...own } = { ...coming('a-1', 0), position: '1' };
    const [told, plain] = messagesAbout(service, [{ ...coming('a-1', 0), position: '1' }, own]);
    expect([told, plain]).toMatchObject([{ moved, recordedAt }, { recordedAt }]);
    for (const message of [told, plain]) expect(message && decodeMessage(encodeMessage(message))).toEqual({ message });
    expect(plain).not.toHaveProperty('moved');
  });

  it('is known when its command comes again, though its hash was made with a secret that stayed behind', async () => {
    const [first, second] = [new InMemoryEventStore(), new InMemoryEventStore()];
    const handlerOn = (events: InMemoryEventStore) =>
      createHandler(account, { events, rows: new InMemoryRowStore(), vault: new InMemoryKeyVault() });
    const command = { ...by('c-1'), asked: 'hash-of-there' };
    await handlerOn(first)('ada', deposit, { amount: 5 }, command);
    const facts = await first.readAll(undefined, 9);
    await second.moveIn(facts.map(({ position: _position, ...fact }) => ({ ...fact, moved })));
    const again = await handlerOn(second)('ada', deposit, { amount: 5 }, { ...command, asked: 'hash-of-here' });
    expect(again).toMatchObject({ repeated: true, revision: facts.length - 1 });
    expect(await second.readAll(undefined, 9)).toHaveLength(facts.length);
  });
});

describe('a store that holds back what is being moved in', () => {
  it.each([{}, { stillHere: true as const }])(
    'tells it when all of it is there, and its own facts at once: %p',
    async (options) => {
      const [store, stream] = [new InMemoryEventStore(), freshStream()];
      const moving = await Moving.in(new InMemoryRowStore());
      const events = heldBack(store, moving, options);
      await moving.begin();
      await events.append('other-1', -1, [event(1)]);
      await events.moveIn([coming(stream, 0)]);
      const stop = new AbortController();
      const heard: (readonly StoredEvent[])[] = [];
      const listening = (async () => {
        for await (const facts of events.subscribe([categoryOf(stream)], undefined, { signal: stop.signal }))
          heard.push(facts);
      })();
      const own: StoredEvent[] = [];
      for await (const facts of events.subscribe(['other'], undefined, { signal: stop.signal })) {
        own.push(...facts);
        break;
      }
      expect(own).toHaveLength(1);
      if ('stillHere' in options) await eventually(async () => expect(heard.length).toBeGreaterThan(0));
      else await turn();
      expect(heard.flat()).toEqual([]);
      expect(heard.length > 0).toBe('stillHere' in options);
      await moving.end();
      await eventually(async () => expect(heard.flat()).toEqual(await store.read(stream)));
      stop.abort();
      await listening;
    },
  );

  it('ends when it is told to, while it waits', async () => {
    const [store, stream] = [new InMemoryEventStore(), freshStream()];
    await store.moveIn([coming(stream, 0)]);
    const stop = new AbortController();
    const events = heldBack(store, { isOpen: async () => (stop.abort(), true) });
    for await (const _facts of events.subscribe([categoryOf(stream)], undefined, { signal: stop.signal }))
      throw new Error('it told what it holds back');
  });
});

describe('what is known of a move', () => {
  it('is known by everybody on the same rows, and survives a race', async () => {
    let races = 1;
    const rows = new (class extends InMemoryRowStore {
      override async commit(commit: Commit): Promise<void> {
        if (races-- > 0) throw new VersionConflict('moving.v1', ['moving']);
        await super.commit(commit);
      }
    })();
    const [one, other] = [await Moving.in(rows), await Moving.in(rows)];
    expect([await one.isOpen(), await one.hasKeys()]).toEqual([false, false]);
    await one.noteKeys();
    await one.begin();
    expect([await other.isOpen(), await other.hasKeys()]).toEqual([true, true]);
    await other.end();
    expect([await one.isOpen(), await one.hasKeys()]).toEqual([false, true]);
  });
});
