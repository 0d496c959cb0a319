import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@pcrm/platform';
import { administrator, analyst, clientId, headOf, managerOf, type Branch } from './branch.js';

/** The day on which the story stands when it is told. */
export const TODAY = '2026-06-15';
export const OUTLETS = ['NN01', 'NN02'] as const;
const HEADING =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
/** Characters that no other text of the platform uses: a masked name is known by the ones it leaves. */
const RARE = [...'亓仉仝佘冼勾厍夔妫宓尕岑帅库应弋彀忻怀慎戢扈敖昝晁暨', ...'郗郜郏郄酆钭阚雒靳鞠鬲麴黉齮龠龚禚禤竺笪筱籍纡绂缪羿'];

/** A client of the story, and everything by which an answer could give them away. */
export type Known = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly outletId: string;
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly birthday: string;
  /** Who maintains them; nobody yet when absent. */
  readonly staffId?: string;
};
/** Staff who may see a client besides the maintainer. */
export type Told = {
  readonly clients: readonly Known[];
  /** Free texts that were written about clients. */
  readonly texts: readonly string[];
};

const managers = (outletId: string): readonly string[] => [`${outletId}-M1`, `${outletId}-M2`];
export const headIn = (outletId: string): Identity => headOf(outletId, `${outletId}-H1`);
export const managerIn = (outletId: string, nth: 1 | 2): Identity => managerOf(outletId, `${outletId}-M${String(nth)}`);

/** Five of each outlet: two of each manager, signed and potential, and one whom nobody maintains. */
function clientsOf(outletId: string, first: number): readonly Known[] {
  return [0, 1, 2, 3, 4].map((nth) => {
    const number = first + nth;
    const rare = RARE.slice(number * 3, number * 3 + 3);
    const clientNo = `KH${String(770_431 + number * 97)}`;
    const day = nth === 0 || nth === 2 ? '06-18' : `11-${String(10 + number)}`;
    return {
      ...{ clientNo, clientId: clientId(clientNo), outletId, name: rare.join('') },
      phone: `139${String(40_718_253 + number * 1_010_307)}`,
      idNumber: `45010019${String(71 + number)}0618${String(3_407 + number * 113)}`,
      birthday: `19${String(71 + number)}-${day}`,
      ...(nth < 4 && { staffId: managers(outletId)[nth < 2 ? 0 : 1] ?? '' }),
    };
  });
}

const everybody: readonly Known[] = OUTLETS.flatMap((outletId, at) => clientsOf(outletId, at * 5));
const potential = (known: Known): boolean => /[13]$|undefined/.test(String(everybody.indexOf(known) % 5)) || known.staffId === undefined;

const lineOf = (known: Known): string => {
  const { clientNo, outletId, name, phone, idNumber, birthday } = known;
  const signed = potential(known) ? ',,' : 'gold,2024-01-01,20000000';
  const rest = 'executive,value,phone,greeting:sms=granted;marketing:sms=granted';
  return [clientNo, outletId, name, phone, idNumber, birthday, 'solar', signed, rest].join(',');
};
const STAFF_ROLES = [
  ['H1', 'outletHead'],
  ['M1', 'clientManager'],
  ['M2', 'clientManager'],
  ['L1', 'lobbyManager'],
  ['T1', 'teller'],
  ['W1', 'wealthAdviser'],
  ['F1', 'financialAdviser'],
] as const;

/** Tells the story through the public entrances: imports, feed, closing, assignment, contacts, reports, messages, alerts. */
export async function tellStory(branch: Branch): Promise<Told> {
  branch.at('2026-06-12', 9);
  await imported(branch);
  await fed(branch);
  for (const outletId of OUTLETS) await assigned(branch, outletId);
  branch.at(TODAY, 9);
  await branch.drained();
  const texts: string[] = [];
  for (const known of everybody) texts.push(...(await lookedAfter(branch, known)));
  await branch.drained();
  return { clients: everybody, texts };
}

async function imported(branch: Branch): Promise<void> {
  const admin = branch.as(administrator);
  taken(await admin.csv('outlets/import', ['outletId,name', ...OUTLETS.map((id) => `${id},${id}支行`)]), OUTLETS.length);
  const staff = OUTLETS.flatMap((outletId) =>
    STAFF_ROLES.map(([id, role]) => `${outletId}-${id},${id},${outletId},${role},100,2024-01-01`),
  );
  taken(await admin.csv('staff/import', ['staffId,name,outletId,role,capacityPercent,joinedOn', ...staff]), staff.length);
  await branch.drained();
  for (const outletId of OUTLETS) {
    const lines = everybody.filter((known) => known.outletId === outletId).map(lineOf);
    taken(await branch.as(headIn(outletId)).csv('clients/import', [HEADING, ...lines]), lines.length);
  }
  await branch.drained();
}

/** Balances that make the unsigned reach gold, and the business days closed. */
async function fed(branch: Branch): Promise<void> {
  const lines = everybody.map(
    ({ clientNo }, at) => `core,${String(at + 1)},${clientNo},deposit,2026-06-01,${String(90_000_000 + at * 1_370_000)},CNY`,
  );
  // One line that is not taken: what was sent is kept for its sender alone, sealed.
  lines.push(`core,99,${everybody[0]?.clientNo ?? ''},deposit,2026-02-30,1,CNY`);
  const answer = await branch.as(analyst).csv('feeds', lines);
  expectStatus(answer, 200);
  expectStatus(await branch.as(analyst).post('business-days/2026-06-11/close'), 200);
  await branch.drained();
}

async function assigned(branch: Branch, outletId: string): Promise<void> {
  const moves = everybody
    .filter((known) => known.outletId === outletId && known.staffId !== undefined)
    .map(({ clientId: id, staffId }) => ({ clientId: id, staffId }));
  expectStatus(await branch.as(headIn(outletId)).post('assignments/batch', { moves }), 200);
  await branch.drained();
}

/** What a manager does and writes about a client; answers the texts. */
async function lookedAfter(branch: Branch, { clientId: id, outletId, staffId, clientNo }: Known): Promise<string[]> {
  if (staffId === undefined) return [];
  const manager = branch.as(managerOf(outletId, staffId));
  const texts = ['备注', '需求', '反馈', '目的'].map((kind) => `${kind}秘密${clientNo.split('').reverse().join('')}`);
  const [note, needs, feedback, purpose] = texts;
  expectStatus(
    await manager.post('contacts', {
      ...{ clientId: id, channel: 'meeting', direction: 'outbound', reached: true, contactAt: `${TODAY}T00:30:00.000Z` },
      ...{ purpose: 'maintenance', outcome: 'done', note, report: { needs, feedback } },
    }),
    200,
  );
  expectStatus(await manager.post(`clients/${id}/reveal`, { purpose, fields: ['name', 'phone', 'birthday'] }), 200);
  return texts;
}

function expectStatus(answer: { readonly status: number; readonly body: unknown }, status: number): void {
  if (answer.status !== status) throw new Error(`${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
function taken(answer: { readonly status: number; readonly body: unknown }, accepted: number): void {
  expectStatus(answer, 200);
  if ((answer.body as { accepted: number }).accepted !== accepted) throw new Error(JSON.stringify(answer.body));
}

/** Until it holds, or the time is over: what happens in the writing thread is not waited for by a request. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 500; round++) {
    if (await holds()) return;
    await pause(10);
  }
  throw new Error('it never came to hold');
}
