import { PretendedPlatform, type Answering, type Seen } from '../../test/pretended-platform.js';
import { pretend } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';

let answering: Answering;
let platform: PretendedPlatform;
beforeEach(async () => {
  answering = () => ({ body: [] });
  platform = await PretendedPlatform.start((seen) => answering(seen));
});
afterEach(() => platform[Symbol.asyncDispose]());
const run = (args: readonly string[], around = pretend()): Promise<number> =>
  runCommandLine([...args, '--url', platform.url], around);
const body = ({ body: bytes }: Seen): unknown => JSON.parse(bytes.toString());
const view = (name: string, more: object = {}) => ({
  view: name,
  live: true,
  applied: 9,
  parkedKeys: 0,
  parked: 0,
  lag: 0,
  ...more,
});

describe('digest', () => {
  /** How often a service answers that it is not at rest yet. */
  let busy: number;
  beforeEach(() => {
    busy = 0;
    answering = ({ path }) => {
      const service = path.split('/')[3] ?? '';
      if (path.endsWith('/drained')) return { body: { drained: service !== 'engagement' || busy-- <= 0 } };
      return {
        body: [
          { view: 'z', rows: 1, sha256: 'b'.repeat(64) },
          { view: 'a', rows: 12_345, sha256: service.padEnd(64, '0') },
        ],
      };
    };
  });

  it('is one line per view of every service, in order of names', async () => {
    const around = pretend();
    expect(await run(['digest'], around)).toBe(EXIT.done);
    expect(around.lines.map((line) => line.split(/\s+/)[0])).toEqual([
      ...['allocation.a', 'allocation.z', 'clients.a', 'clients.z', 'engagement.a', 'engagement.z'],
      ...['gateway.a', 'gateway.z', 'notifications.a', 'notifications.z'],
    ]);
    expect(around.lines[2]).toMatch(/^clients\.a +12345 +clients0{57}$/);
  });

  it('may be of some services', async () => {
    const around = pretend();
    await run(['digest', '--service', 'clients', 'gateway'], around);
    expect(around.lines).toHaveLength(4);
    expect(around.sentences).toEqual(['Demo data: acting as ZH-04']);
  });

  it('waits until the views stand still, and says so once', async () => {
    busy = 3;
    const around = pretend();
    expect(await run(['digest'], around)).toBe(EXIT.done);
    expect(around.sentences.slice(1)).toEqual(['Waiting until everything is done: engagement …']);
    const paths = platform.asked.map(({ path }) => path.split('/').at(-1));
    expect(paths.lastIndexOf('drained')).toBeLessThan(paths.indexOf('digest'));
    expect(around.lines).toHaveLength(10);
  });

  it('does not wait for ever: then it says that the numbers may still move', async () => {
    busy = 1_000_000;
    const around = pretend();
    expect(await run(['digest', '--wait', '5'], around)).toBe(EXIT.done);
    expect(around.sentences.at(-1)).toContain('These numbers may still move');
    expect(around.lines).toHaveLength(10);
  });
});

describe('rebuild', () => {
  it('stays until the new rows have taken the place of the old ones, and shows how far they are', async () => {
    const looks = [[0, 10], [7, 10], undefined].values();
    answering = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: {} };
      if (!path.includes('clients')) return { body: [view('allocation.load-board.v1')] };
      const [made, toMake] =
        (platform.asked.some((each) => each.method === 'POST') ? looks.next().value : undefined) ?? [];
      const making = made === undefined ? [] : [view('clients.client-list.v3.r1', { live: false, made, toMake })];
      return { body: [view('clients.client-list.v3'), view('clients.other.v1', { live: false }), ...making] };
    };
    const around = pretend();
    expect(await run(['rebuild', 'client-list'], around)).toBe(EXIT.done);
    const orders = platform.asked.filter(({ method }) => method === 'POST');
    expect(orders.map(({ path }) => path)).toEqual(['/api/internal/clients/views/client-list/rebuild']);
    expect(looks.next().done).toBe(true);
    expect(around.sentences.at(-1)).toBe('clients.client-list is rebuilt');
  });

  it('of a name that no view or several views have is refused with the names there are', async () => {
    answering = ({ path }) => ({ body: [view(`${path.split('/')[3] ?? ''}.history.v1`)] });
    const around = pretend();
    expect(await run(['rebuild', 'history'], around)).toBe(EXIT.misused);
    expect(around.sentences.at(-1)).toContain('clients.history, allocation.history');
    expect(await run(['rebuild', 'unknown'], around)).toBe(EXIT.misused);
    expect(platform.asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('stops waiting at Ctrl-C, and says that the rebuild goes on', async () => {
    const keys = new AbortController();
    answering = ({ method }) =>
      method === 'POST'
        ? { status: 202, body: {} }
        : { body: [view('clients.list.v1.r1', { live: false, made: 1, toMake: 9 })] };
    const around = pretend({ stop: keys.signal, pause: async () => keys.abort() });
    expect(await run(['rebuild', 'clients.list'], around)).toBe(EXIT.interrupted);
    expect(around.sentences.at(-1)).toContain('goes on by itself');
  });
});

describe('parked', () => {
  const parked = (key: string, count: number) => ({
    consumer: 'clients.list.v1',
    key,
    count,
    reason: 'TypeError',
    since: '2026-06-01T00:00:00Z',
  });

  it('list shows every page of every service', async () => {
    answering = ({ path }) => {
      if (!path.includes('clients')) return { body: { keys: [] } };
      return path.includes('after=k1')
        ? { body: { keys: [parked('k2', 1)] } }
        : { body: { keys: [parked('k1', 12)], next: 'k1' } };
    };
    const around = pretend();
    expect(await run(['parked', 'list'], around)).toBe(EXIT.done);
    expect(around.lines).toEqual([
      'clients.list.v1  k1  ×12  2026-06-01T00:00:00Z  TypeError',
      'clients.list.v1  k2  ×1   2026-06-01T00:00:00Z  TypeError',
    ]);
  });

  it('replay does one key or all of them, and ends with 1 when some are parked still', async () => {
    let keys = [parked('k1', 2), parked('k2', 1)];
    answering = (seen) => {
      if (seen.method === 'GET') return { body: { keys } };
      const { key } = body(seen) as { key: string };
      if (key === 'k1') keys = keys.filter((each) => each.key !== key);
      return { body: { done: key === 'k1' ? 2 : 0 } };
    };
    const around = pretend();
    expect(await run(['parked', 'replay', 'clients.list.v1', '--all'], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toBe('2 replayed, 1 still parked');
    const orders = platform.asked.filter(({ method }) => method === 'POST');
    expect(orders.map(({ path }) => path)).toEqual(Array(2).fill('/api/internal/clients/parked/replay'));
    expect(orders.map(body)).toEqual([
      { consumer: 'clients.list.v1', key: 'k1' },
      { consumer: 'clients.list.v1', key: 'k2' },
    ]);
    expect(await run(['parked', 'replay', 'clients.list.v1', 'k1'])).toBe(EXIT.done);
  });

  it('drop hands over the reason and how many', async () => {
    answering = () => ({ body: { dropped: 3 } });
    const around = pretend();
    expect(
      await run(['parked', 'drop', 'clients.list.v1', 'k1', '--reason', '数据有误，已更正', '--count', '3'], around),
    ).toBe(EXIT.done);
    expect(platform.asked.map(body)).toEqual([
      { consumer: 'clients.list.v1', key: 'k1', reason: '数据有误，已更正', count: 3 },
    ]);
    expect(around.sentences.at(-1)).toBe('3 given up');
  });

  it('asks nobody for what belongs to no service', async () => {
    expect(await run(['parked', 'list', '--consumer', 'weather.list.v1'])).toBe(EXIT.misused);
    expect(platform.asked).toEqual([]);
  });
});
