import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHandler } from '../handle-command.js';
import { account, bringTo, by, deposit, DisturbedEventStore, outage } from '../handling/account.examples.js';
import { InMemoryKeyVault } from '../in-memory/in-memory.key-vault.js';
import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import type { AnyMessage } from '../message.js';
import { batchOf, deposited, heardOf, memberOf, WatchedRowStore } from '../running/running.examples.js';
import { ProjectionWorker } from '../running/run-projection.js';
import { machine, publish, untilDrained } from '../running/service.examples.js';
import { assigned, fold, portfolio } from '../running/running.examples.js';
import { tableOf } from '../projection.js';
import { isRecorded } from './tracing.js';
import { context, RememberedTracing } from './tracing.examples.js';

let tracing: RememberedTracing;
beforeEach(() => {
  tracing = new RememberedTracing();
});

const of = (commandId: string, traceparent: string) => ({ ...by(commandId), traceparent });
const within = (message: AnyMessage, traceparent: string): AnyMessage => ({
  ...message,
  metadata: { ...message.metadata, traceparent },
});

it.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03', true],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', false],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02', false],
  [undefined, false],
])('whether %s is to be seen', (traceparent, seen) => expect(isRecorded(traceparent)).toBe(seen));

describe('a command in a trace', () => {
  const open = () => {
    const events = new DisturbedEventStore();
    const ports = { events, rows: new InMemoryRowStore(), vault: new InMemoryKeyVault(), sleep: async () => undefined };
    return { events, handle: createHandler(account, { ...ports, tracing }) };
  };

  it('is told with its noun and name and what it came to, and its facts are of its span', async () => {
    const { handle, events } = open();
    await handle('a', deposit, { amount: 5 }, of('c-1', context(1)));
    await handle('a', deposit, { amount: 5 }, of('c-1', context(2)));
    await handle('a', bringTo, { to: 5 }, of('c-2', context(3)));
    await expect(handle('a', deposit, { amount: -9 }, of('c-3', context(4)))).rejects.toThrow();
    events.before = outage(9);
    await expect(handle('a', deposit, { amount: 1 }, of('c-4', context(5)))).rejects.toThrow('down');
    expect(tracing.spans.map(({ name, parent, ended }) => [name, parent, ended])).toEqual([
      ['account.deposit', context(1), { 'pcrm.outcome': 'decided', 'pcrm.facts': 1 }],
      ['account.deposit', context(2), { 'pcrm.outcome': 'repeated', 'pcrm.facts': 1 }],
      ['account.bringTo', context(3), { 'pcrm.outcome': 'already so', 'pcrm.facts': 0 }],
      ['account.deposit', context(4), { 'pcrm.outcome': 'refused', 'pcrm.refusal': 'account.overdrawn' }],
      ['account.deposit', context(5), { 'pcrm.outcome': 'failed', failure: 'Unavailable' }],
    ]);
    const [fact] = await events.read('account-a');
    expect(fact?.metadata.traceparent).toBe(tracing.spans[0]?.traceparent);
  });

  it('is not told where nobody wants to see it, and its facts keep the context it came with', async () => {
    const { handle, events } = open();
    await handle('a', deposit, { amount: 5 }, of('c-1', context(1, '00')));
    const item = { id: 'b', decide: deposit, command: { amount: 5 } };
    await handle.many([
      { ...item, metadata: of('c-2', context(2, '00')) },
      { ...item, metadata: by('c-3') },
    ]);
    expect(tracing.spans).toEqual([]);
    expect((await events.read('account-a')).map(({ metadata }) => metadata.traceparent)).toEqual([context(1, '00')]);
  });

  it('shares a span with others of its context, and of many contexts only some are told', async () => {
    const { handle, events } = open();
    const item = (id: string, nth: number) => ({
      ...{ id, decide: deposit, command: { amount: 5 }, metadata: of(`c-${id}`, context(nth)) },
    });
    await handle.many([item('a', 1), item('b', 1), item('c', 2)]);
    expect(tracing.spans.map(({ parent, attributes }) => [parent, attributes?.['pcrm.commands']])).toEqual([
      [context(1), 2],
      [context(2), 1],
    ]);
    const stored = await events.read('account-b');
    expect(stored.map(({ metadata }) => metadata.traceparent)).toEqual([tracing.spans[0]?.traceparent]);

    tracing.spans.length = 0;
    await handle.many(Array.from({ length: 50 }, (_, nth) => item(`d${String(nth)}`, 100 + nth)));
    expect(tracing.spans).toHaveLength(32);
    const beyond = await events.read('account-d49');
    expect(beyond.map(({ metadata }) => metadata.traceparent)).toEqual([context(149)]);
  });
});

describe('a batch that a view takes in', () => {
  const open = async (rows = new WatchedRowStore()) => {
    const worker = new ProjectionWorker(portfolio, tableOf(portfolio), { rows, fold });
    return { rows, member: await memberOf(rows, worker, { tracing }) };
  };
  const messages = [
    within(deposited('a', 1, 5), context(1)),
    within(deposited('b', 2, 5), context(1)),
    within(deposited('c', 3, 5), context(2)),
    within(deposited('d', 4, 5), context(3, '00')),
    deposited('e', 5, 5),
  ];

  it('is told once, with links, and in the trace of each message that somebody wants to see', async () => {
    const { member } = await open();
    await member.apply(await heardOf(batchOf(messages)));
    const [batch] = tracing.named('batch branch.portfolio.v1');
    expect(batch).toMatchObject({
      links: [context(1), context(2)],
      attributes: { 'messaging.batch.message_count': 5 },
    });
    expect(batch?.parent).toBeUndefined();
    const heard = tracing.named('hear branch.portfolio.v1');
    expect(heard.map(({ parent, links, attributes }) => [parent, links, attributes?.['pcrm.messages']])).toEqual([
      [context(1), [batch?.traceparent], 2],
      [context(2), [batch?.traceparent], 1],
    ]);
    const commits = tracing.named('commit branch.portfolio.v1');
    expect(commits.map(({ parent }) => parent)).toEqual([batch, ...heard].map((span) => span?.traceparent));
    expect(commits[0]?.attributes).toEqual({ 'pcrm.consumer': 'branch.portfolio.v1', 'pcrm.rows': 5 });
    expect(tracing.spans.filter(({ ended }) => ended === undefined)).toEqual([]);
  });

  it('is told as failed when it was not taken in', async () => {
    const { member, rows } = await open();
    rows.beforeCommit = outage(1);
    await expect(member.apply(await heardOf(batchOf(messages)))).rejects.toThrow('down');
    expect(tracing.spans).toHaveLength(6);
    expect(tracing.spans.map(({ ended }) => ended)).toEqual(Array(6).fill({ failure: 'Unavailable' }));
  });

  it('is not told where nobody wants to see it, nor while the view is made anew', async () => {
    const { member } = await open();
    await member.apply(await heardOf(batchOf(messages.slice(3))));
    member.live = false;
    await member.apply(await heardOf(batchOf(messages, 10)));
    expect(tracing.spans).toEqual([]);
  });
});

it('a reaction’s commands are of its span, and so on to the views that show their facts', async () => {
  const { log, start } = machine();
  await using service = await start(undefined, { tracing });
  await publish(log, [within(assigned('c-1', 1, 'm-1'), context(1))]);
  await untilDrained(service);
  const [reaction] = tracing.named('hear duties.open-duty-when-assigned');
  const [command] = tracing.named('duty.openDuty');
  const [view] = tracing.named('hear duties.duty-board.v1');
  expect(reaction?.parent).toBe(context(1));
  expect(command?.parent).toBe(reaction?.traceparent);
  expect(view?.parent).toBe(command?.traceparent);
});
