import { jest } from '@jest/globals';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, toShanghaiDate } from '@pcrm/contracts';
import { checkedFetch } from './checked-fetch.js';
import { ANSWERS, digestOf, persona, start, startDaysAgo, startUntil, type Started } from './started.js';

jest.setTimeout(90_000);
const SIZE = ['--clients', '60', '--days', '10', '--seed', '3'];
let folder: string;
let running: Started | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-demo-'));
});
afterAll(async () => {
  await running?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const settled = async (path: string): Promise<void> => {
  for (let look = 0; look < 400; look++) {
    if (
      await stat(path).then(
        () => true,
        () => false,
      )
    )
      return;
    await pause(50);
  }
  throw new Error(`${path} does not come`);
};

describe('the demo branch', () => {
  let first: readonly string[];

  it('loads through the public entrances, and says where it is and who may be picked', async () => {
    running = await start(folder, ...SIZE);
    expect(running.said()).toContain('韦玲');
    const ask = await persona(running.url, 'QX-001');
    const board = (await (await ask('load-board')).json()) as { staff: { staffId: string }[] };
    expect(board.staff.map(({ staffId }) => staffId)).toContain('QX-101');
    first = await digestOf(running.url);
    expect(first.find((line) => line.startsWith('clients.client-list '))).toMatch(/^clients\.client-list 60 /);
    await settled(join(folder, 'saved'));
  });

  it('is refused to a second process on the same folder', async () => {
    await expect(start(folder)).rejects.toThrow(/in use|already|process/i);
  });

  it('does not start where other machines would be answered, and leaves nothing behind', async () => {
    process.env['HOST'] = '0.0.0.0';
    try {
      const elsewhere = join(folder, 'elsewhere');
      await expect(start(elsewhere)).rejects.toThrow(/this machine only.*--empty/);
      const branch = await start(elsewhere, '--empty');
      expect(await branch.end('SIGTERM')).toBe(0);
    } finally {
      delete process.env['HOST'];
    }
  });

  it('does not start as the edition that the environment does not mean', async () => {
    process.env['PLATFORM'] = 'cluster';
    try {
      await expect(start(folder)).rejects.toThrow(/npm start is the embedded edition, and PLATFORM says cluster/);
    } finally {
      delete process.env['PLATFORM'];
    }
  });

  it('ends within ten seconds when told to, and is found as it was', async () => {
    expect(await running?.end('SIGTERM')).toBe(0);
    running = await start(folder);
    expect(running.said()).not.toContain('being loaded');
    expect(await digestOf(running.url)).toEqual(first);
  });

  it('is found as it was after a kill, too', async () => {
    await running?.end('SIGKILL');
    running = await start(folder);
    expect(await digestOf(running.url)).toEqual(first);
  });

  it('goes back to its saved copy when the administrator resets it', async () => {
    const url = running?.url ?? '';
    const admin = await persona(url, 'ZH-04');
    expect((await admin('outlets', 'POST', { outletId: 'XX', name: '新开支行' })).status).toBe(200);
    expect(await digestOf(url)).not.toEqual(first);
    expect((await admin('demo/reset', 'POST')).status).toBe(204);
    expect(await digestOf(await readyAgain())).toEqual(first);
  });
});

describe('a load of the demo that is killed', () => {
  it('goes on where it was: nothing of the days that are missing is done before they are lived through', async () => {
    const [whole, broken] = ['whole', 'broken'].map((name) => join(folder, name)) as [string, string];
    await using unbroken = disposed(await start(whole, ...SIZE));
    const expected = await digestOf(unbroken.url);
    const killed = await startUntil(ANSWERS, broken, ...SIZE);
    await daysOf(killed.url, 3);
    await killed.end('SIGKILL');
    expect(killed.said()).not.toContain('PCRM is ready');
    await using again = disposed(await startUntil(ANSWERS, broken));
    const ask = await persona(again.url, 'QX-101');
    const { date } = (await (await ask('daily-plans/today')).json()) as { date: string };
    expect(date < toShanghaiDate(new Date().toISOString())).toBe(true);
    await daysOf(again.url, 10);
    await saying(again, 'PCRM is ready');
    expect(await digestOf(again.url)).toEqual(expected);
  });
});

describe('a demo that was loaded days ago', () => {
  const today = (): string => toShanghaiDate(new Date().toISOString());
  /** What stands there: the day of the plans, the last closed business day, how many days are loaded. */
  async function standing({ url }: Started): Promise<object> {
    const [manager, analyst] = [await persona(url, 'QX-101'), await persona(url, 'ZH-02')];
    const { date } = (await (await manager('daily-plans/today')).json()) as { date: string };
    const { closedThrough } = (await (await analyst('business-days')).json()) as { closedThrough: string };
    const { days } = (await (await analyst('demo')).json()) as { days: number };
    return { date, closedThrough, days };
  }

  it('gets the days that have passed since, once, and is found as it was after that', async () => {
    const older = join(folder, 'older');
    await using before = disposed(await startDaysAgo(2, older, ...SIZE));
    expect(await standing(before)).toEqual({
      date: addDays(today(), -2),
      closedThrough: addDays(today(), -3),
      days: 10,
    });
    await before.end('SIGTERM');

    await using later = disposed(await start(older));
    await digestOf(later.url);
    expect(later.said()).toContain('being loaded');
    expect(await standing(later)).toEqual({ date: today(), closedThrough: addDays(today(), -1), days: 12 });
    const digest = await digestOf(later.url);
    await later.end('SIGTERM');

    await using again = disposed(await start(older));
    expect(again.said()).not.toContain('being loaded');
    expect(await digestOf(again.url)).toEqual(digest);
  }, 240_000);
});

async function saying(started: Started, words: string): Promise<void> {
  for (let look = 0; look < 300 && !started.said().includes(words); look++) await pause(100);
  expect(started.said()).toContain(words);
}

const disposed = (started: Started): Started & AsyncDisposable => ({
  ...started,
  [Symbol.asyncDispose]: async () => void (await started.end('SIGKILL')),
});

/** Waits until so many days are there. */
async function daysOf(url: string, days: number): Promise<void> {
  for (let look = 0; look < 3_000; look++) {
    const progress = (await (await checkedFetch(`${url}/api/demo`)).json()) as { days: number };
    if (progress.days >= days) return;
    await pause(10);
  }
  throw new Error(`${String(days)} days do not come`);
}

/** Waits until it has said a second time that it is ready; answers the address. */
async function readyAgain(): Promise<string> {
  for (let look = 0; look < 200; look++) {
    const urls = [...(running?.said() ?? '').matchAll(/PCRM is ready: (\S+)/g)];
    if (urls.length === 2) return urls[1]?.[1] ?? '';
    await pause(100);
  }
  throw new Error('it is not ready again');
}
