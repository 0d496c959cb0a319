import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PretendedPlatform, type Answering, type Told } from '../../test/pretended-platform.js';
import { pretend, type Pretended } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';
import { machineClocks, serviceClock } from './clocks.js';
import { dataFolder } from './data-folder.js';
import { nodeVersion } from './node-version.js';
import { holidayTable } from './work-calendar.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const states = (findings: readonly { state: string }[]): readonly string[] => findings.map(({ state }) => state);

describe('the doctor looks at the data folder', () => {
  const settled = async (): Promise<void> => {
    const files = ['folder.json', 'facts.sqlite', 'messages.sqlite', 'vault.sqlite', 'master.key'];
    for (const name of files) await writeFile(join(folder, name), '', { mode: 0o600 });
  };

  it('and finds a whole one fine, whoever holds it', async () => {
    await settled();
    await writeFile(join(folder, 'lock.pid'), '4711');
    const found = dataFolder(folder, (pid) => pid === 4711);
    expect(new Set(states(found))).toEqual(new Set(['fine']));
    expect(found.at(-1)?.what.en).toContain('used by process 4711');
    expect(dataFolder(folder, () => false).at(-1)?.what.en).toBe('No process holds the data folder');
  });
  it('and finds lost files', async () => {
    await settled();
    await rm(join(folder, 'vault.sqlite'));
    const lost = dataFolder(folder).find(({ state }) => state === 'wrong');
    expect(lost?.what.en).toBe('The data folder has lost vault.sqlite');
    expect(lost?.advice?.en).toContain('backup');
  });
  it('and finds keys that others can read', async () => {
    await settled();
    await chmod(join(folder, 'master.key'), 0o644);
    const open = dataFolder(folder).find(({ state }) => state === 'wrong');
    expect(open?.advice?.en).toBe(`Run chmod go-rwx ${join(folder, 'master.key')}`);
  });
  it('and says where it would be when there is none, and when a file stands in its place', async () => {
    expect(states(dataFolder(join(folder, 'none')))).toEqual(['doubtful']);
    await writeFile(join(folder, 'file'), '');
    expect(states(dataFolder(join(folder, 'file')))).toEqual(['wrong']);
  });
});

describe('the doctor looks at versions, clocks and holidays', () => {
  it.each([
    ['24.21.0', 'fine'],
    ['22.1.0', 'doubtful'],
    ['18.20.1', 'wrong'],
  ])('Node %s is %s', (version, state) => expect(nodeVersion(version).state).toBe(state));

  const now = Date.parse('2026-06-15T02:00:00Z');
  it.each([
    ['Mon, 15 Jun 2026 02:00:03 GMT', 'fine'],
    ['Mon, 15 Jun 2026 02:01:00 GMT', 'wrong'],
    [undefined, 'doubtful'],
  ])('a server that says %s is %s', (served, state) => expect(machineClocks(served, now).state).toBe(state));
  it.each([
    ['2026-06-15T02:00:01Z', false, 'fine'],
    ['2026-06-15T03:00:00Z', false, 'wrong'],
    ['2025-06-15T03:00:00Z', true, 'doubtful'],
  ])('services that go by %s (demo: %s) are %s', (at, demo, state) =>
    expect(serviceClock({ now: at, demo }, now).state).toBe(state),
  );
  it.each([
    ['2026-06-15T02:00:00Z', undefined, 'fine'],
    ['2026-12-15T02:00:00Z', undefined, 'doubtful'],
    ['2026-12-31T16:30:00Z', undefined, 'doubtful'],
    ['2026-12-15T02:00:00Z', '2026-10-01,2027-01-01', 'fine'],
    ['2027-03-15T02:00:00Z', '2026-10-01', 'doubtful'],
  ])('on %s holidays %s are %s', (at, holidays, state) =>
    expect(holidayTable(Date.parse(at), holidays).state).toBe(state),
  );
});

describe('the doctor looks at the platform', () => {
  let routes: { [path: string]: Told };
  const answering: Answering = ({ path }) => {
    const [plain = ''] = path.split('?');
    return (
      routes[plain] ??
      (plain.endsWith('/parked')
        ? { body: { keys: [] } }
        : plain.endsWith('/views')
          ? { body: [] }
          : { status: 404, body: {} })
    );
  };
  const well = { body: { status: 'ok', failing: [] }, headers: { date: 'Mon, 15 Jun 2026 02:00:00 GMT' } };
  const examine = (url: string, around: Pretended): Promise<number> =>
    runCommandLine(['doctor', '--url', url, '--data-dir', folder], around);
  const signs = (around: Pretended): string =>
    around.lines
      .filter((line) => !line.startsWith(' '))
      .map(([sign]) => sign)
      .join('');

  beforeEach(() => {
    routes = { '/health/live': well, '/health/ready': well };
  });

  it('and ends with 0 when all is well', async () => {
    await using platform = await PretendedPlatform.start(answering);
    const around = pretend();
    expect(await examine(platform.url, around)).toBe(EXIT.done);
    expect(signs(around)).toMatch(/^✓+$/);
  });

  it('and says what is parked, behind, in the making and failed, with the command that helps', async () => {
    routes['/api/internal/clients/parked'] = {
      body: { keys: [{ consumer: 'clients.list.v1', key: 'k', count: 4, reason: 'TypeError', since: '' }] },
    };
    routes['/api/internal/allocation/views'] = { body: [{ view: 'allocation.board.v1', live: true, lag: 40_000 }] };
    routes['/api/internal/engagement/views'] = {
      body: [{ view: 'engagement.due.v2', live: false, made: 3, toMake: 9 }],
    };
    routes['/api/demo'] = { body: { state: 'failed', days: 3, of: 365 } };
    routes['/api/session'] = { body: { now: '2026-06-15T02:00:00Z', demo: false } };
    await using platform = await PretendedPlatform.start(answering);
    const around = pretend();
    expect(await examine(platform.url, around)).toBe(EXIT.failed);
    const said = around.lines.join('\n');
    expect(said).toContain('✗ 4 messages are parked for clients.list.v1');
    expect(said).toContain('pcrm parked replay clients.list.v1 --all');
    expect(said).toContain('! allocation is 40000 messages behind');
    expect(said).toContain('! engagement.due.v2 is being made (3 of 9)');
    expect(said).toContain('✗ The demo could not be loaded (3/365 days)');
    expect(said).toContain('✓ The services go by real time');
  });

  it('and names the part that stands still', async () => {
    routes['/health/live'] = { ...well, status: 503, body: { status: 'failing', failing: ['clients'] } };
    await using platform = await PretendedPlatform.start(answering);
    const around = pretend();
    expect(await examine(platform.url, around)).toBe(EXIT.failed);
    expect(around.lines.join('\n')).toContain('✗ The platform is not making progress: clients');
  });

  it('and asks for a sign-in where it may not look inside', async () => {
    routes['/api/internal/clients/views'] = { status: 403, body: { code: 'access.denied' } };
    await using platform = await PretendedPlatform.start(answering);
    const around = pretend();
    expect(await examine(platform.url, around)).toBe(EXIT.done);
    expect(around.lines.join('\n')).toMatch(/! .*access\.denied[^]*Sign in as an administrator/);
  });

  it('and tells another program on the port from none at all', async () => {
    const stranger = await PretendedPlatform.start(() => ({ status: 404 }));
    const { url } = stranger;
    const around = pretend();
    expect(await examine(url, around)).toBe(EXIT.failed);
    expect(around.lines.join('\n')).toContain('✗ Another program answers on this port');
    await stranger[Symbol.asyncDispose]();
    const alone = pretend();
    expect(await examine(url, alone)).toBe(EXIT.failed);
    expect(alone.lines.join('\n')).toContain(`✗ Nothing listens at ${url}`);
  });

  it('and finds a port that is held by something that speaks no HTTP', async () => {
    const silent = createServer(
      (socket) =>
        void socket
          .on('error', () => undefined)
          .end('hello\n')
          .resume(),
    );
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const around = pretend();
    expect(await examine(`http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`, around)).toBe(
      EXIT.failed,
    );
    expect(around.lines.join('\n')).toContain('does not answer HTTP');
    await new Promise((resolve) => silent.close(resolve));
  });
});
