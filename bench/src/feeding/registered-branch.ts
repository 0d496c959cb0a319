import { ADMINISTRATOR, ANALYST } from '../branch/demo-people.js';
import { startBranch, type RunningBranch } from '../branch/running-branch.js';
import type { Scratch } from '../scratch.js';

const OUTLETS = ['N01', 'N02', 'N03', 'N04'];
const HEADING =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
/** Clients of one file: it may be 4 MiB long. */
const OF_ONE_FILE = 20_000;

export type Registered = { readonly folder: string; readonly clientNos: readonly string[] };

/** A real branch (not the demo) whose clients are registered and have no balances yet; answers its folder and their numbers. */
export async function registeredBranch(scratch: Scratch, clients: number): Promise<Registered> {
  const folder = scratch.folder('registered');
  const branch = await startBranch(scratch, folder, { args: ['--empty'] });
  const clientNos = await registerAll(branch, clients);
  await branch.end();
  return { folder, clientNos };
}

/** Registers so many clients in a branch that has none; answers their numbers. Views may be behind when it is `answered`. */
export async function registerAll(
  { ask, drained }: Pick<RunningBranch, 'ask' | 'drained'>,
  clients: number,
  answered: () => void = () => undefined,
): Promise<readonly string[]> {
  const outlets = ['outletId,name', ...OUTLETS.map((id) => `${id},${id}支行`), ''].join('\n');
  await ask(ADMINISTRATOR, { method: 'POST', path: 'outlets/import', upload: outlets });
  await drained();
  const clientNos = Array.from({ length: clients }, (_, at) => `C${String(at).padStart(7, '0')}`);
  for (let from = 0; from < clients; from += OF_ONE_FILE) {
    const lines = clientNos.slice(from, from + OF_ONE_FILE).map((clientNo, at) => lineOf(clientNo, from + at));
    const upload = [HEADING, ...lines, ''].join('\n');
    await ask(ANALYST, { method: 'POST', path: 'clients/import', upload });
  }
  answered();
  await drained();
  return clientNos;
}

function lineOf(clientNo: string, at: number): string {
  const phone = `139${String(10_000_000 + at)}`;
  const person = `${clientNo},${OUTLETS[at % OUTLETS.length] ?? ''},王小芳,${phone},4501001980${String(10_000_000 + at)},1980-01-02,solar`;
  return `${person},,,0,executive,value,phone,marketing:sms=granted`;
}
