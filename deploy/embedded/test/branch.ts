import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientIdOf, shanghaiInstant } from '@pcrm/contracts';
import { loadPlatformConfig, type Identity } from '@pcrm/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Users } from '@pcrm/gateway';
import { MovableClock, openDataFolder } from '@pcrm/platform/embedded';
import { AnswerCheck, assertAsDescribed, checkAnswers } from '@pcrm/platform/answer-check';
import { closeHouse, openHouse } from '../src/house.js';
import { openHttpSide } from '../src/http-side.js';
import { requestsAs, type Requests } from './requests.js';

export type { Answer } from './requests.js';

/** Lets the writing thread run our sources, as Jest does in this one. */
const FROM_SOURCE = new URL('../../../tools/jest/from-source.mjs', import.meta.url).href;

/** A whole branch on a data folder of its own: both threads, all services, driven over HTTP; the clock stands where it is put. */
export type Branch = AsyncDisposable & {
  as(identity: Identity): Requests;
  /** Stands at this hour of this date (Shanghai). */
  at(date: string, hour: number): void;
  standAt(instant: string): void;
  /** Until every service has taken in what was said and done what is due. */
  drained(): Promise<void>;
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly users: Users;
  /** What every answer is held against; a mistake fails the closing of the branch. */
  readonly answers: AnswerCheck;
  /** What tokens are signed with. */
  readonly secret: Uint8Array;
  /** The data folder. */
  readonly path: string;
};

export const clientId = clientIdOf;
export const administrator: Identity = { staffId: 'BR-04', role: 'administrator' };
export const analyst: Identity = { staffId: 'BR-02', role: 'branchAnalyst' };
export const headOf = (outletId: string, staffId: string): Identity => ({ staffId, role: 'outletHead', outletId });
export const managerOf = (outletId: string, staffId: string): Identity => ({
  staffId,
  role: 'clientManager',
  outletId,
});

/** Opens a branch; `standing`: the instant at which its clock stands from the first moment on; `env`: what else it is told. */
export async function openBranch(
  folderPath?: string,
  standing?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Branch> {
  const path = folderPath ?? (await mkdtemp(join(tmpdir(), 'pcrm-branch-')));
  const config = loadPlatformConfig({
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal',
    RATE_LIMIT_PER_MINUTE: '0',
    PORT: '0',
    ...env,
  });
  const folder = openDataFolder(path, 'demo');
  const clock = new MovableClock();
  if (standing !== undefined) clock.standAt(standing);
  const house = await openHouse(folder, config, { worker: { execArgv: ['--import', FROM_SOURCE] }, clock });
  const { client, tokenSecret: secret } = house;
  const drainedNow = (): Promise<boolean> => client.backstage.call<boolean>('platform.drained', null);
  const answers = new AnswerCheck();
  const mistakes = new Set<string>();
  const side = await openHttpSide({
    ...house,
    config,
    prepare: (app) => checkAnswers(app, answers, mistakes),
    demo: {
      progress: () => ({ state: 'ready', days: 0, of: 0 }),
      moveClock: (instant) => (instant === undefined ? clock.runReal() : clock.standAt(instant)),
      drained: drainedNow,
      reset: () => Promise.resolve(),
    },
  });
  await side.app.listen(0, '127.0.0.1');
  const url = await side.app.getUrl();

  return {
    ...{ url, path, secret, answers, app: side.app, users: side.users },
    as: requestsAs(() => url, secret),
    at: (date, hour) => clock.standAt(shanghaiInstant(date, hour)),
    standAt: (instant) => clock.standAt(instant),
    async drained() {
      for (let round = 0; round < 3_000; round++) {
        if (await drainedNow()) return;
        await pause(10);
      }
      throw new Error('the branch does not come to rest');
    },
    async [Symbol.asyncDispose]() {
      await side.app.close();
      await closeHouse(house);
      folder[Symbol.dispose]();
      if (folderPath === undefined) await rm(path, { recursive: true, force: true });
      assertAsDescribed(mistakes);
    },
  };
}
