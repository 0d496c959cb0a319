import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXIT, runCommandLine, type ExitCode } from '@pcrm/cli';
import { clientFileUpdated, clientIdOf, clientRegistered } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { fixedClock, type AnyMessage } from '@pcrm/event-sourcing';
import { mintToken } from '@pcrm/platform';
import { openDataFolder, openStores } from '@pcrm/platform/embedded';
import { administrator, headOf, openBranch, type Branch } from './branch.js';

const NOW = '2026-06-01T01:00:00.000Z';
const [stuck, free] = [clientIdOf('C1'), clientIdOf('C2')];
const registered = (clientId: string, clientNo: string, position: number) =>
  say(
    clientRegistered,
    { clientId, clientNo, outletId: 'N01', name: null, phone: null, registeredOn: '2026-06-01' },
    { position },
  );
/** The first can only be read by a version to come; the second is of the same client, the third of another. */
const SAID = [
  { ...registered(stuck, 'C1', 1), version: 99 },
  say(
    clientFileUpdated,
    { clientId: stuck, occupation: 'scholar', minimumMissing: [], updatedAt: NOW },
    { position: 2 },
  ),
  registered(free, 'C2', 3),
];
const VIEW = 'clients.client-list.v2';

let path: string;
let branch: Branch;
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'pcrm-parked-'));
  const folder = openDataFolder(path, 'demo');
  const stores = await openStores(folder.files, fixedClock(NOW));
  await stores.messages.publish('clients.events', SAID as unknown as readonly AnyMessage[]);
  await stores[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
  branch = await openBranch(path);
  await branch.drained();
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
  await rm(path, { recursive: true, force: true });
});

/** Runs `pcrm …` against the branch, as its administrator. */
async function pcrm(...args: readonly string[]): Promise<{ code: ExitCode; lines: string[]; told: string[] }> {
  const [lines, told]: [string[], string[]] = [[], []];
  const code = await runCommandLine(['--url', branch.url, ...args], {
    language: 'en',
    env: { PCRM_TOKEN: await mintToken(administrator, { secret: branch.secret }) },
    out: (line) => void lines.push(line),
    tell: ({ en }) => void told.push(en),
    progress: () => ({ show: () => undefined, end: () => undefined }),
    askSecret: () => Promise.resolve(undefined),
    readInput: () => Promise.resolve(''),
    fetch,
    pause: (ms) => pause(ms),
    now: () => Date.now(),
    stop: new AbortController().signal,
  });
  return { code, lines, told };
}
const listed = async () =>
  (await pcrm('parked', 'list')).lines.filter((line) => line.startsWith(VIEW)).map((line) => line.split(/\s+/, 3));
const clientsShown = async () => {
  await branch.drained();
  const { body } = await branch.as(headOf('N01', 'h-1')).get<{ items: { clientId: string }[] }>('clients');
  return body.items.map(({ clientId }) => clientId);
};

describe('what is parked, by the command line', () => {
  it('is listed with everything of its client that waits behind it; other clients went on', async () => {
    expect(await listed()).toEqual([[VIEW, stuck, '×2']]);
    expect(await clientsShown()).toContain(free);
  });

  it('stays parked when it fails again, and the command says so', async () => {
    const { code, told } = await pcrm('parked', 'replay', VIEW, stuck);
    expect([code, told.at(-1)]).toEqual([EXIT.failed, '0 replayed, 2 still parked']);
    expect(await listed()).toEqual([[VIEW, stuck, '×2']]);
  });

  it('is dropped with a reason only, the oldest first; what waited behind it is then done by a replay', async () => {
    expect((await pcrm('parked', 'drop', VIEW, stuck)).code).toBe(EXIT.misused);
    expect(
      (await pcrm('parked', 'drop', VIEW, stuck, '--count', '1', '--reason', 'made by a later version')).code,
    ).toBe(EXIT.done);
    expect(await listed()).toEqual([[VIEW, stuck, '×1']]);
    const { code, told } = await pcrm('parked', 'replay', VIEW, '--all');
    expect([code, told.at(-1)]).toEqual([EXIT.done, '1 replayed, 0 still parked']);
    expect(await listed()).toEqual([]);
  });
});
