import { LocalBackstage } from '../backstage.js';
import { offerOperations, operationsThrough } from './operations.js';
import { operationsOf, type Running } from './run-operations.js';

const calls: unknown[][] = [];
const said =
  <Answer>(name: string, value: Answer) =>
  async (...args: unknown[]): Promise<Answer> => {
    calls.push([name, ...args]);
    return value;
  };
const member = { applied: 5, parkedKeys: 1, parked: 2 };
const running: Running = {
  waitFor: said('waitFor', true),
  drained: said('drained', '["8","3"]'),
  readUpTo: said('readUpTo', { atRest: false, said: true, heard: false, ends: [] }),
  parked: said('parked', { keys: [] }),
  replay: said('replay', 2),
  drop: said('drop', 1),
  rebuild: said('rebuild', undefined),
  digest: said('digest', [{ view: 'list', rows: 1, sha256: 'ab' }]),
  progress: said('progress', [{ name: 'kitchen.list.v2', applied: 40, total: 100 }]),
  lastProgress: () => 1_000,
  saying: async () => ({ waits: false, lastProgress: 0 }),
  figures: said('figures', {
    lag: 7,
    members: [
      { name: 'kitchen.list.v1', live: true, ...member },
      { name: 'kitchen.list.v2', live: false, ...member },
    ],
  }),
};
const backstage = new LocalBackstage();
offerOperations(backstage, 'kitchen', operationsOf('kitchen', running));
const operations = operationsThrough(backstage, 'kitchen');

describe('the operations of a service that runs backstage', () => {
  beforeEach(() => void (calls.length = 0));

  it('reach it with what was asked', async () => {
    const at = { consumer: 'kitchen.list.v1', key: 'client-1' };
    expect(await operations.replay(at)).toBe(2);
    expect(await operations.drop({ ...at, reason: 'broken', actor: 'staff-1', count: 3 })).toBe(1);
    expect(await operations.parked({ limit: 5 })).toEqual({ keys: [] });
    expect(await operations.drained()).toBe('["8","3"]');
    expect(await operations.readUpTo({ position: '9' })).toMatchObject({ said: true });
    await operations.rebuild('list');
    expect(calls).toEqual([
      ['replay', 'kitchen.list.v1', 'client-1'],
      ['drop', 'kitchen.list.v1', 'client-1', { reason: 'broken', actor: 'staff-1', count: 3 }],
      ['parked', { limit: 5 }],
      ['drained'],
      ['readUpTo', { position: '9' }],
      ['rebuild', 'list'],
    ]);
  });

  it('wait for a position of the service itself unless another source is named', async () => {
    await operations.waitFor({ view: 'list', position: '7', timeoutMs: 10 });
    await operations.waitFor({ view: 'list', position: '8', source: 'clients', timeoutMs: 10 });
    expect(calls).toEqual([
      ['waitFor', 'list', '7', 'kitchen', 10],
      ['waitFor', 'list', '8', 'clients', 10],
    ]);
  });

  it('have progressed when there is nothing to take in, else when they last did', async () => {
    expect(await operations.lastProgress()).toBe(1_000);
    const idle = { ...running, figures: async () => ({ lag: 0, members: [] }) };
    expect(await operationsOf('kitchen', idle, () => 9_000).lastProgress()).toBe(9_000);
  });

  it('have not progressed while facts wait that this process says and does not', async () => {
    let [now, waits, lastProgress]: [number, boolean, number | undefined] = [5_000, true, 5_000];
    const idle = {
      ...running,
      figures: async () => ({ lag: 0, members: [] }),
      saying: async () => ({ waits, lastProgress }),
    };
    const muted = operationsOf('kitchen', idle, () => now);
    now = 9_000;
    expect(await muted.lastProgress()).toBe(5_000);
    lastProgress = undefined; // another process says them
    expect(await muted.lastProgress()).toBe(9_000);
    [waits, lastProgress] = [false, 5_000];
    expect(await muted.lastProgress()).toBe(9_000);
    [now, waits] = [9_500, true]; // has only begun to wait
    expect(await muted.lastProgress()).toBe(9_000);
  });

  it('know the last progress while it cannot be found out, and ask nobody twice who does not answer', async () => {
    let [now, asked] = [5_000, 0];
    let figures: () => Promise<Awaited<ReturnType<Running['figures']>>> = async () => ({ lag: 0, members: [] });
    const idle = { ...running, figures: () => (asked++, figures()) };
    const away = operationsOf('kitchen', idle, () => now);
    expect(await away.lastProgress()).toBe(5_000);
    now = 9_000;
    figures = () => Promise.reject(new Error('away'));
    expect(await away.lastProgress()).toBe(5_000);
    figures = () => new Promise(() => undefined);
    expect(await Promise.all([away.lastProgress(), away.lastProgress()])).toEqual([5_000, 5_000]);
    expect(asked).toBe(3);
  });

  it('tell how each consumer stands, and how far one in the making is', async () => {
    expect(await operations.views()).toEqual([
      { view: 'kitchen.list.v1', live: true, ...member, lag: 7 },
      { view: 'kitchen.list.v2', live: false, ...member, made: 40, toMake: 100 },
    ]);
  });
});
