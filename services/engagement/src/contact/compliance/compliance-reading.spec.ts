import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Find, Found, Table } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { Views, type Scope } from '@pcrm/platform';
import { contactDutiesTable, staffWeekContactsName } from '../contact-duties.table.js';
import { contactOn, signed } from '../duty.examples.js';
import { DutyReading } from '../duty-reading.adapter.js';
import type { DutyRow } from '../duty-row.js';
import { policiesTable } from '../policies-row.js';
import { nobodyYet, staffWeeksTable, type StaffRow } from '../staff-row.js';
import { clientCompliance } from './compliance.query.js';
import { ComplianceReading } from './compliance-reading.adapter.js';

const asOf = '2026-06-25';
const head: Scope = { kind: 'outlet', outletId: 'o1' };
const all: Scope = { kind: 'all' };
const CLIENTS = 900;

/** Rows at hand, as on the thread that answers in the embedded edition: whoever reads them gives nobody else a turn. */
class RowsAtHand extends InMemoryRowStore {
  finds = 0;
  override find<Doc>(table: Table, find: Find): Promise<Found<Doc>> {
    this.finds += 1;
    return super.find<Doc>(table, find);
  }
}

let rows: RowsAtHand;
let reading: ComplianceReading;
let duties: DutyReading;
const put = async (view: { name: string; indexes: Table['indexes'] }, docs: readonly [string, object][]) =>
  await rows.commit({
    writes: [
      {
        table: view,
        rows: docs.map(([key, doc]) => ({ key, expected: 0, seen: {}, doc: doc as Record<string, never> })),
      },
    ],
  });
const client = (n: number): DutyRow => ({
  ...signed('gold'),
  clientId: `c${String(n)}`,
  staffId: `cm${String(n % 3)}`,
});
const staffed = (staffId: string): StaffRow => ({ ...nobodyYet(staffId), role: 'clientManager', outletId: 'o1' });

beforeEach(async () => {
  rows = new RowsAtHand();
  const none = { name: staffWeekContactsName, indexes: {} };
  for (const table of [contactDutiesTable, staffWeeksTable, policiesTable, none]) await rows.declare(table);
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));
  await put(
    contactDutiesTable,
    clients.map((row) => [row.clientId, row]),
  );
  await put(
    staffWeeksTable,
    ['cm0', 'cm1', 'cm2'].map((staffId) => [staffId, staffed(staffId)]),
  );
  const views = new Views(rows, { activeTable: (name) => ({ name, indexes: {} }) });
  duties = new DutyReading(views);
  reading = new ComplianceReading(duties, views);
});

/** Turns that others had meanwhile. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const others = { turns: 0, wait: true };
  const next = (): void => {
    others.turns += 1;
    if (others.wait) setImmediate(next);
  };
  setImmediate(next);
  await work;
  others.wait = false;
  return others.turns;
}

describe('reading compliance', () => {
  it('C9: leave of a former maintainer counts alike in their own book, in the outlet, and for the client', async () => {
    const value = { staffId: 'away', outletId: 'o9', role: 'clientManager' } as const;
    const maintained = [
      { from: '2026-01-01', value, _by: 'm-1' },
      { from: '2026-06-24', value: { ...value, staffId: 'cm9', outletId: 'o9' }, _by: 'm-2' },
    ];
    const handed: DutyRow = { ...signed('gold'), clientId: 'handed', maintained, staffId: 'cm9', outletId: 'o9' };
    const leaves = { l1: { from: '2026-04-01', to: '2026-06-23' } };
    await put(contactDutiesTable, [[handed.clientId, handed]]);
    await put(staffWeeksTable, [['away', { ...staffed('away'), leaves }]]);
    const notOwed = expect.not.objectContaining({ C2: expect.anything() });
    expect((await reading.ofOutlet('o9', all, asOf)).map(({ rules }) => rules)).toEqual([notOwed]);
    expect((await reading.everywhere(all, asOf)).find(({ staffId }) => staffId === 'cm9')?.rules).toEqual(notOwed);
    expect((await reading.ofStaff('cm9', all, asOf)).rules).toEqual(notOwed);
    expect(clientCompliance(handed, asOf, await duties.standardsFor(handed))).toEqual([]);
  });
  it('gives the thread to others after every page of clients and every line', async () => {
    expect(await turnsDuring(reading.everywhere(all, asOf))).toBeGreaterThanOrEqual(CLIENTS / 200 - 1 + 3);
    expect(await turnsDuring(duties.book('cm1', all))).toBeGreaterThanOrEqual(1);
  });
  it('reads the rows once for all who ask at once for the same, whoever they are', async () => {
    const alone = await reading.ofOutlet('o1', head, asOf);
    const finds = rows.finds;
    rows.finds = 0;
    const answers = await Promise.all([
      reading.ofOutlet('o1', head, asOf),
      reading.ofOutlet('o1', all, asOf),
      reading.everywhere(head, asOf),
    ]);
    expect(rows.finds).toBe(finds);
    expect(answers).toEqual([alone, alone, alone]);
  });
  it('apart for another day, another outlet, and the whole branch', async () => {
    const empty = await Promise.all([reading.ofOutlet('o1', all, asOf), reading.ofOutlet('o2', all, asOf)]);
    expect(empty.map((lines) => lines.length)).toEqual([3, 0]);
    const [june, july] = await Promise.all([
      reading.ofOutlet('o1', head, asOf),
      reading.ofOutlet('o1', head, '2026-07-01'),
    ]);
    expect(june[0]?.week.week).not.toBe(july[0]?.week.week);
  });
  it('whoever asks while it is read, because something changed, is shown the change', async () => {
    const before = reading.ofOutlet('o1', head, asOf);
    while (rows.finds < 3) await new Promise((resolve) => setImmediate(resolve));
    const called = { ...client(0), contacts: [contactOn('2026-06-24')] };
    await rows.commit({
      writes: [
        {
          table: contactDutiesTable,
          rows: [{ key: 'c0', expected: 1, seen: {}, doc: JSON.parse(JSON.stringify(called)) }],
        },
      ],
    });
    const after = reading.ofOutlet('o1', head, asOf);
    expect((await before)[0]?.rules['C2']).toEqual({ atRisk: 300 });
    expect((await after)[0]?.rules['C2']).toEqual({ atRisk: 299, met: 1 });
  });
});
