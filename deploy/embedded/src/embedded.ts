import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoPlan } from '@pcrm/cli/demo';
import { asProblemWithin, MovableClock, openDataFolder, type DataFolder } from '@pcrm/platform/embedded';
import type { PlatformConfig } from '@pcrm/platform/process';
import { announceBranch, announceDemo } from './announce.js';
import { BadArguments, type Arguments } from './arguments.js';
import { DemoBranch, planFor, stoodAt } from './demo-branch.js';
import { demoStateOf } from './demo-state.js';
import { isFirstLoad } from './first-load.js';
import { closeHouse, openHouse, type House } from './house.js';
import { isThisMachineOnly, listensAt } from './listening.js';
import { spareMemory, spareTime } from './memory.js';
import { hasCopy, putBack } from './saved-copy.js';
import { settled } from './settled.js';

/** Where the dashboard was built to. */
const PAGES = fileURLToPath(new URL('../../../dashboard/dist', import.meta.url));
const DEMO_STAYS_HERE =
  'Whoever opens the demo may act as anybody in it without a password: it answers this machine only. Leave HOST out, or start a real branch in another folder: npm start -- --empty.';
export type Ending = 'stopped' | 'reset';

/** Runs the embedded edition until the signal aborts, or until its demo was put back to how it was. */
export async function runEmbedded(asked: Arguments, config: PlatformConfig, stop: AbortSignal): Promise<Ending> {
  using folder = openDataFolder(config.dataDir, asked.empty ? 'branch' : undefined);
  if (folder.kind === 'demo' && !isThisMachineOnly(config.host)) throw new BadArguments(DEMO_STAYS_HERE);
  try {
    const ending = await live(folder, asked, config, stop);
    if (ending === 'reset') putBack(folder.path);
    return ending;
  } catch (error) {
    throw asProblemWithin(folder.path, error);
  }
}

async function live(folder: DataFolder, asked: Arguments, config: PlatformConfig, stop: AbortSignal): Promise<Ending> {
  await listensAt(config);
  const hasty = isFirstLoad(folder);
  if (hasty) spareTime();
  else spareMemory();
  const clock = new MovableClock();
  const plan = demoPlanOf(folder, asked, clock);
  // Side by side: the writing thread loads its modules and opens its files while this one loads what answers requests.
  const [house, { openHttpSide }] = await Promise.all([
    openHouse(folder, config, { hasty, clock }),
    import('./http-side.js'),
  ]);
  const over = Promise.withResolvers<Ending>();
  const end = (): void => over.resolve('stopped');
  stop.addEventListener('abort', end, { once: true });
  if (stop.aborted) end();
  house.client.failed.then(over.reject, over.reject);
  const branch = branchOf(folder, plan, house);
  const demo = branch && demoPort({ branch, house, folder, reset: () => over.resolve('reset') });
  const side = await openHttpSide({ ...house, config, ...builtPages(), ...(demo && { demo }) });
  try {
    await side.app.listen(config.port, config.host);
    const url = shownUrl(await side.app.getUrl(), config.host);
    const announced = branch
      ? announceDemo({ branch, url, folder: folder.path, settle: () => settled(house.client.backstage) })
      : announceBranch(side.users, url);
    announced.catch(over.reject);
    return await over.promise;
  } finally {
    branch?.stop();
    await side.stop(() => closeHouse(house));
  }
}

/** The days a demo is to have; where some are missing, the clock is put back to the last that is there. */
function demoPlanOf({ kind, path }: DataFolder, { demo }: Arguments, clock: MovableClock): DemoPlan | undefined {
  if (kind !== 'demo') return undefined;
  const state = demoStateOf(path);
  const plan = planFor(state, demo, clock.now());
  const instant = stoodAt(state, plan);
  if (instant !== undefined) clock.standAt(instant);
  return plan;
}

const branchOf = ({ path }: DataFolder, plan: DemoPlan | undefined, { tokenSecret }: House): DemoBranch | undefined =>
  plan && new DemoBranch(path, plan, tokenSecret);

type DemoNeeds = {
  readonly branch: DemoBranch;
  readonly house: House;
  readonly folder: DataFolder;
  readonly reset: () => void;
};

const demoPort = ({ branch, house: { clock, client }, folder, reset }: DemoNeeds) => ({
  progress: () => branch.progress(),
  moveClock: (instant: string | undefined) => (instant === undefined ? clock.runReal() : clock.standAt(instant)),
  drained: () => client.backstage.call<boolean>('platform.atRest', null),
  reset: (): Promise<void> => {
    if (!hasCopy(folder.path)) return Promise.reject(new Error('the demo was not saved yet'));
    // After the answer has left.
    setTimeout(reset, 100);
    return Promise.resolve();
  },
});

/** `localhost` where only this machine is answered: what people expect to read. */
const shownUrl = (url: string, host: string): string =>
  host === '127.0.0.1' ? url.replace('127.0.0.1', 'localhost') : url;

/** Without a built dashboard the API answers alone: in a test from source, never after `npm start`, which builds it. */
function builtPages(): { pages?: string } {
  if (existsSync(join(PAGES, 'index.html'))) return { pages: PAGES };
  console.warn('The dashboard is not built: only the API answers. `npm run build` builds it.');
  return {};
}
