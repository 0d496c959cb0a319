import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, toShanghaiDate } from '@pcrm/contracts';
import type { Act } from './act.js';
import { OUTLETS, staffOf } from './branch.js';
import { careFor, type Care } from './care.js';
import { Chance } from './chance.js';
import { Money } from './money.js';
import { clientAt, type DemoClient } from './portfolio.js';
import { StaffLife } from './staff-life.js';
import { closeDay } from './standing.js';

export type DemoPlan = {
  readonly seed: number;
  readonly clients: number;
  /** Days of history; the feed has one file for each. */
  readonly days: number;
  /** First business date. */
  readonly start: string;
  /** Day on whose morning the stories are told; absent: the first after the last. A folder keeps the one it began with. */
  readonly told?: number;
};
/** What a demo folder says of itself: the plan and the SHA-256 of every file. */
export type Manifest = Required<DemoPlan> & { readonly files: { readonly [path: string]: string } };

/** The plan of a demo that ends yesterday, so that today has work. */
export const endingYesterday = (plan: Omit<DemoPlan, 'start'>, now: string): DemoPlan => ({
  ...plan,
  start: addDays(toShanghaiDate(now), -plan.days),
});

const row = (...cells: readonly (string | number | undefined)[]): string => cells.map((cell) => cell ?? '').join(',');
const lines = (head: string, rows: readonly string[]): string => [head, ...rows, ''].join('\n');

/**
 * Writes the made-up branch: outlets, staff, clients, a feed file and the acts of the staff for each business date. The same
 * plan gives the same bytes. A longer plan with the same seed, start and clients only adds files: `from` leaves out days already there,
 * and the stories stay on the day they were told for. A folder that was never finished is written whole.
 */
export async function writeDemo(
  folder: string,
  asked: DemoPlan,
  { from = 0, onDay }: { from?: number; onDay?: (nth: number) => void } = {},
): Promise<Manifest> {
  await mkdir(join(folder, 'feed'), { recursive: true });
  await mkdir(join(folder, 'acts'), { recursive: true });
  const { files, first, plan } = await begun(folder, asked, from);
  const put = async (path: string, text: string): Promise<void> => {
    files[path] = createHash('sha256').update(text).digest('hex');
    await writeFile(join(folder, path), text);
  };
  const clients = Array.from({ length: plan.clients }, (_, index) =>
    clientAt(index, plan.clients, plan.seed, plan.start),
  );
  if (first === 0) await putPeople(put, plan, clients);
  for (const { nth, date, feed, acts } of history(plan, clients)) {
    if (nth < first && files[`acts/${date}.jsonl`] !== undefined) continue;
    await put(`feed/${date}.csv`, feed);
    await put(`acts/${date}.jsonl`, acts.map((act) => `${JSON.stringify(act)}\n`).join(''));
    onDay?.(nth);
  }
  const manifest: Manifest = { ...plan, files };
  // At once, or not: whoever is ended while writing leaves no half of it.
  const unfinished = join(folder, 'manifest.json.new');
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(unfinished, join(folder, 'manifest.json'));
  return manifest;
}

type Begun = { readonly plan: Required<DemoPlan>; readonly first: number; readonly files: Record<string, string> };

/** What a folder is to hold, and the first day to write: the first of all when it begins anew, or was never finished. */
async function begun(folder: string, asked: DemoPlan, from: number): Promise<Begun> {
  const there = from > 0 && existsSync(join(folder, 'manifest.json')) ? await manifestOf(folder) : undefined;
  const plan = { ...asked, told: asked.told ?? there?.told ?? asked.days };
  return { plan, first: there ? from : 0, files: { ...there?.files } };
}

/** The manifest of a demo folder. */
export const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;

async function putPeople(
  put: (path: string, text: string) => Promise<void>,
  plan: DemoPlan,
  clients: readonly DemoClient[],
): Promise<void> {
  await put(
    'outlets.csv',
    lines(
      'outletId,name',
      OUTLETS.map(({ outletId, name }) => row(outletId, name)),
    ),
  );
  const staff = staffOf(plan.seed).map((person) =>
    row(person.staffId, person.name, person.outletId, person.role, person.capacityPercent, plan.start),
  );
  await put('staff.csv', lines('staffId,name,outletId,role,capacityPercent,joinedOn', staff));
  await put('clients.csv', lines(CLIENT_COLUMNS, clients.map(clientRow)));
}

const CLIENT_COLUMNS =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
const clientRow = ({ signed, birthday, ...client }: DemoClient): string =>
  row(
    client.clientNo,
    client.outletId,
    client.name,
    client.phone,
    client.idNumber,
    birthday.date,
    birthday.calendar,
    signed?.tier,
    signed?.signedOn,
    signed?.openingAverageFen,
    client.occupation,
    client.orientation,
    client.preferredChannel,
    client.consents.join(';'),
  );

type Day = { readonly nth: number; readonly date: string; readonly feed: string; readonly acts: readonly Act[] };

/** The year, day by day: first the staff act on what was known the evening before, then core banking sends the day's balances. */
function* history({ seed, start, days, told }: Required<DemoPlan>, clients: readonly DemoClient[]): Iterable<Day> {
  const cares: Care[] = clients.map(careFor);
  const money = clients.map((client) => new Money(client, seed, start));
  const life = new StaffLife(seed, start, cares, told);
  for (let nth = 0; nth < days; nth++) {
    const date = addDays(start, nth);
    const acts = life.day(nth);
    yield { nth, date, feed: feedOf(nth, date, { seed, cares, money }), acts };
  }
}

const FEED_COLUMNS = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId';

function feedOf(
  nth: number,
  date: string,
  { seed, cares, money }: { seed: number; cares: Care[]; money: readonly Money[] },
): string {
  const rows: string[] = [];
  for (const [index, care] of cares.entries()) {
    const { clientNo, outletId } = care.client;
    const moving = money[index];
    if (!moving) continue;
    for (const { assetClass, balanceFen } of moving.move(nth, care.moves.get(nth))) {
      rows.push(row('balance', 'core', nth + 1, clientNo, assetClass, date, balanceFen, 'CNY', ''));
    }
    care.averageFen = moving.averageFen;
    closeDay(care, nth, date, moving.moved(nth));
    const often = care.client.kind === 'ordinary' ? 0.004 : 0.02;
    if (Chance.of(seed, 'visit', index, nth).is(often))
      rows.push(row('visit', 'core', '', clientNo, '', date, '', '', outletId));
  }
  rows.push(row('close', 'core', '', '', '', date, '', '', ''));
  return lines(FEED_COLUMNS, rows);
}
