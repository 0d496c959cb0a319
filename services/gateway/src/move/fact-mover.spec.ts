import { describe, expect, it } from '@jest/globals';
import { Moving, type NewEvent, type Refusal } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { readFactLines } from './fact-lines.js';
import { FactMover } from './fact-mover.js';

const moved = '2026-02-01T00:00:00.000Z';
const event = (n: number, data: NewEvent['data'] = { n }): NewEvent => ({
  ...{ id: `f-${String(n)}`, type: 'Counted', version: 1, data },
  metadata: {
    ...{ actor: 's-1', commandId: 'c-1', correlationId: 'c-1', causationId: 'c-1', asked: 'hash' },
    occurredAt: '2026-01-01T00:00:00.000Z',
  },
});

async function installation() {
  const events = new InMemoryEventStore();
  const moving = await Moving.in(new InMemoryRowStore());
  return { events, moving, mover: new FactMover(events, moving) };
}
/** Five facts of two streams. */
async function exported() {
  const { events, mover } = await installation();
  await events.append('a-1', -1, [event(1), event(2)]);
  await events.append('b-1', -1, [event(3)]);
  await events.append('a-1', 1, [event(4), event(5)]);
  const page = await mover.page(undefined, 9);
  return page.map(({ fact }) => fact);
}
const refusal = async (asked: Promise<unknown>): Promise<unknown> => {
  const { code, details } = (await asked.then(
    () => ({}),
    (error: unknown) => error,
  )) as Refusal;
  return { code, ...details };
};

describe('taking in facts of another installation', () => {
  it('keeps them as they were, page after page, and says nothing of it before the end', async () => {
    const [facts, { events, moving, mover }] = [await exported(), await installation()];
    const first = await mover.take({ moved, facts: facts.slice(0, 2) });
    expect(first).toMatchObject({ written: 2, there: 0 });
    expect(await moving.isOpen()).toBe(true);
    const second = await mover.take({ moved, facts: facts.slice(2), after: first.position ?? '' });
    expect(second).toEqual({ written: 3, there: 0, position: await events.head() });
    expect((await mover.page(undefined, 9)).map(({ fact }) => fact)).toEqual(facts);
    expect((await events.readAll(undefined, 9)).map((fact) => fact.moved)).toEqual(facts.map(() => moved));
    await mover.end();
    expect(await moving.isOpen()).toBe(false);
  });

  it('compares what is there and writes what is missing: twice is once, at any place', async () => {
    const [facts, { events, moving, mover }] = [await exported(), await installation()];
    await mover.take({ moved, facts: facts.slice(0, 3) });
    expect(await mover.take({ moved, facts })).toMatchObject({ written: 2, there: 3 });
    await mover.end();
    expect(await mover.take({ moved, facts })).toEqual({ written: 0, there: 5, position: await events.head() });
    expect(await moving.isOpen()).toBe(false);
    expect(await mover.take({ moved, facts: [] })).toEqual({ written: 0, there: 0, position: null });
  });

  it('stops at the first that differs, and names stream and revision', async () => {
    const [facts, { events, mover }] = [await exported(), await installation()];
    await mover.take({ moved, facts });
    const other = facts.map((fact, at) => (at === 3 ? { ...fact, data: { n: 99 } } : fact));
    expect(await refusal(mover.take({ moved, facts: other }))).toEqual({
      ...{ code: 'facts.differ', stream: 'a-1', revision: 2, thereStream: 'a-1', thereRevision: 2 },
    });
    expect(await events.readAll(undefined, 9)).toHaveLength(5);
  });

  it('stops when somebody else has written into a stream meanwhile', async () => {
    const [facts, { events, mover }] = [await exported(), await installation()];
    const { position } = await mover.take({ moved, facts: facts.slice(0, 3) });
    events.readAll = async () => [];
    await events.append('a-1', 1, [event(9)]);
    expect(await refusal(mover.take({ moved, facts: facts.slice(3), after: position ?? '' }))).toEqual({
      ...{ code: 'facts.differ', stream: 'a-1', revision: 2 },
    });
  });

  it('leaves an installation alone that has decided something itself', async () => {
    const [facts, { events, mover }] = [await exported(), await installation()];
    await events.append('b-1', -1, [event(3)]);
    expect(await refusal(mover.take({ moved, facts }))).toMatchObject({ code: 'facts.differ', thereStream: 'b-1' });
    const after = await events.head();
    expect(await refusal(mover.take({ moved, facts, ...(after !== undefined && { after }) }))).toEqual({
      ...{ code: 'facts.not-empty', stream: 'b-1', revision: 0 },
    });
    expect(await events.readAll(undefined, 9)).toHaveLength(1);
  });

  it('asks for the keys before anything that is sealed', async () => {
    const [[fact], { moving, mover }] = [await exported(), await installation()];
    if (!fact) throw new Error('no fact');
    const facts = [{ ...fact, data: { name: 'sealed:v1:identity:AAAA' } }];
    expect(await refusal(mover.take({ moved, facts }))).toEqual({ code: 'facts.keys-first' });
    await moving.noteKeys();
    expect(await mover.take({ moved, facts })).toMatchObject({ written: 1 });
  });
});

describe('lines of facts', () => {
  it('are read as they were written', async () => {
    const facts = await exported();
    const text = facts.map((fact) => JSON.stringify(fact)).join('\n');
    expect(readFactLines(`${text}\n`)).toEqual({ facts, wrong: [] });
  });

  it('that are none are named, each with the field that is wrong', async () => {
    const [fact] = await exported();
    const lines = [
      ...['no json', '[]', { ...fact, stream: '$system' }, { ...fact, revision: -1 }, { ...fact, recordedAt: 'soon' }],
      ...[{ ...fact, metadata: { actor: 's-1' } }, { ...fact, data: [] }, { ...fact, position: '1' }, fact],
    ].map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    const { facts, wrong } = readFactLines(lines.join('\n'));
    expect(facts).toEqual([fact]);
    expect(wrong.map(({ field }) => field)).toEqual([
      ...['line 1: fact', 'line 2: fact', 'line 3: stream', 'line 4: revision', 'line 5: recordedAt'],
      ...['line 6: metadata', 'line 7: data', 'line 8: position'],
    ]);
  });
});
