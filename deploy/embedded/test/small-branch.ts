import type { Identity } from '@pcrm/platform';
import { administrator, analyst, clientId, headOf, managerOf, type Branch } from './branch.js';

/** The day on which the story stands when it is told. */
export const TODAY = '2026-06-15';
export const OUTLETS = ['NN01', 'NN02'] as const;
const HEADING =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
/** Characters that no other text of the platform uses: a masked name is known by the ones it leaves. */
const RARE = [
  ...'亓仉仝佘冼勾厍夔妫宓尕岑囡庹甯弋彀忻郾鄢戢扈敖昝晁暨',
  ...'郗郜郏郄酆钭阚雒靳鞠鬲麴黉齮龠龚禚禤竺笪筱籍纡绂缪羿',
];

/** A client of the story, and everything by which an answer could give them away. */
export type Known = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly outletId: string;
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly birthday: string;
  readonly signed?: 'gold' | 'platinum';
  /** Who maintains them; nobody yet when absent. */
  readonly staffId?: string;
  /** 理财顾问 beside the maintainer (A6). */
  readonly adviserId?: string;
};
export type Told = {
  readonly clients: readonly Known[];
  /** Free texts that were written about clients. */
  readonly texts: readonly string[];
};

export const headIn = (outletId: string): Identity => headOf(outletId, `${outletId}-H1`);
export const managerIn = (outletId: string, nth: 1 | 2): Identity => managerOf(outletId, `${outletId}-M${String(nth)}`);

/** Six of each outlet: a signed and a potential one of each manager, one whom nobody maintains, a teller's. */
const PLACES: readonly Pick<Known, 'signed' | 'staffId' | 'adviserId'>[] = [
  { staffId: 'M1', signed: 'gold' },
  { staffId: 'M1' },
  { staffId: 'M2', signed: 'platinum', adviserId: 'F1' },
  { staffId: 'M2' },
  {},
  { staffId: 'T1', signed: 'gold' },
];

function clientsOf(outletId: string, first: number): readonly Known[] {
  return PLACES.map(({ signed, staffId, adviserId }, nth) => {
    const number = first + nth;
    const clientNo = `KH${String(770_431 + number * 97)}`;
    return {
      ...{ clientNo, clientId: clientId(clientNo), outletId, name: RARE.slice(number * 3, number * 3 + 3).join('') },
      phone: `139${String(40_718_253 + number * 1_010_307)}`,
      idNumber: `45010019${String(71 + number)}0618${String(3_407 + number * 113)}`,
      birthday: `19${String(71 + number)}-${signed ? '06-18' : `11-${String(10 + number)}`}`,
      ...(signed && { signed }),
      ...(staffId !== undefined && { staffId: `${outletId}-${staffId}` }),
      ...(adviserId !== undefined && { adviserId: `${outletId}-${adviserId}` }),
    };
  });
}
const everybody: readonly Known[] = OUTLETS.flatMap((outletId, at) => clientsOf(outletId, at * PLACES.length));

/** In fen; what a teller may keep is little (A8). */
const balanceOf = ({ staffId, signed }: Known): number => {
  if (staffId?.includes('-T')) return 12_000_000;
  return signed === 'platinum' ? 90_000_000 : 30_000_000;
};
const lineOf = (known: Known): string => {
  const { clientNo, outletId, name, phone, idNumber, birthday } = known;
  const signed = [known.signed ?? '', known.signed ? '2024-01-01' : '', balanceOf(known)].join(',');
  const rest = 'executive,value,phone,greeting:sms=granted;marketing:sms=granted';
  return [clientNo, outletId, name, phone, idNumber, birthday, 'solar', signed, rest].join(',');
};
/** Everybody who works in an outlet, by the end of their id. */
export const STAFF_ROLES = [
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
  taken(
    await admin.csv('outlets/import', ['outletId,name', ...OUTLETS.map((id) => `${id},${id}支行`)]),
    OUTLETS.length,
  );
  const staff = OUTLETS.flatMap((outletId) =>
    STAFF_ROLES.map(([id, role]) => `${outletId}-${id},${id},${outletId},${role},100,2024-01-01`),
  );
  taken(
    await admin.csv('staff/import', ['staffId,name,outletId,role,capacityPercent,joinedOn', ...staff]),
    staff.length,
  );
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
    (known, at) =>
      `core,${String(at + 1)},${known.clientNo},deposit,2026-06-01,${String(balanceOf(known) + at * 1_370)},CNY`,
  );
  // One line that is not taken: what was sent is kept for its sender alone, sealed.
  lines.push(`core,99,${everybody[0]?.clientNo ?? ''},deposit,2026-02-30,1,CNY`);
  const answer = await branch.as(analyst).csv('feeds', lines);
  expectStatus(answer, 200);
  expectStatus(await branch.as(analyst).post('business-days/2026-06-11/close'), 200);
  await branch.drained();
}

async function assigned(branch: Branch, outletId: string): Promise<void> {
  const head = branch.as(headIn(outletId));
  const here = everybody.filter((known) => known.outletId === outletId);
  const moves = here.flatMap(({ clientId: id, staffId }) =>
    staffId?.includes('-M') ? [{ clientId: id, staffId }] : [],
  );
  expectStatus(await head.post('assignments/batch', { moves }), 200);
  for (const { clientId: id, staffId, adviserId } of here) {
    if (staffId?.includes('-T')) expectStatus(await head.post('assignments/allot', { clientId: id, staffId }), 200);
    if (adviserId !== undefined)
      expectStatus(await head.post('assignments/advisers/attach', { clientId: id, staffId: adviserId }), 200);
  }
  await branch.drained();
}

/** What a manager does and writes about a client; answers the texts. */
async function lookedAfter(
  branch: Branch,
  { clientId: id, outletId, staffId, clientNo, signed }: Known,
): Promise<string[]> {
  if (!signed || !staffId?.includes('-M')) return [];
  const manager = branch.as(managerOf(outletId, staffId));
  const texts = ['备注', '需求', '反馈', '目的'].map((kind) => `${kind}秘密${clientNo.split('').reverse().join('')}`);
  const [note, needs, feedback, purpose] = texts;
  expectStatus(
    await manager.post('contacts', {
      ...{
        clientId: id,
        channel: 'meeting',
        direction: 'outbound',
        reached: true,
        contactAt: `${TODAY}T00:30:00.000Z`,
      },
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
