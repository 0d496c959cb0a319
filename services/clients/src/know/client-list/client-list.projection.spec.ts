import * as words from '@pcrm/contracts';
import { say, type Saying } from '@pcrm/contracts/testing';
import { tableOf, type JsonObject } from '@pcrm/event-sourcing';
import { InMemoryRowStore, interleavings, project, specificationTools } from '@pcrm/event-sourcing/testing';
import { clientList } from './client-list.projection.js';
import { whereOf } from './client-list.query.js';
import { derived, type ClientRow } from './client-row.js';
import { initialsOf, termsOf } from './search-tokens.js';

const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const at = (position: number, day = position): Saying => ({
  position,
  at: `2026-06-${String(day).padStart(2, '0')}T01:00:00.000Z`,
});
const registered = say(
  words.clientRegistered,
  { clientId, clientNo: 'C0001', outletId: 'NN01', name: '王小芳', phone: '13812345678', registeredOn: '2026-06-01' },
  at(1),
);
const marked = say(
  words.clientMarkedPotential,
  {
    clientId,
    outletId: 'NN01',
    basis: 'reached',
    targetTier: 'gold',
    currentTier: null,
    averageFen: 12_000_000,
    markedOn: '2026-06-02',
  },
  at(2),
);
const upgraded = say(
  words.clientUpgraded,
  { clientId, outletId: 'NN01', from: null, to: 'gold', upgradedOn: '2026-06-03' },
  at(3),
);
const erased = say(
  words.clientErased,
  { clientId, erasedAt: '2026-06-09T01:00:00.000Z', identityLocked: true, identityLockedUntil: null },
  at(9),
);
const assigned = say(
  words.clientAssigned,
  {
    clientId,
    outletId: 'NN02',
    staffId: 'S7',
    role: 'clientManager',
    tier: null,
    targetTier: 'gold',
    from: '2026-06-02',
    overridden: false,
  },
  at(1),
);
const adviser = say(
  words.adviserAttached,
  { clientId, outletId: 'NN02', staffId: 'S9', role: 'wealthAdviser' as const, from: '2026-06-04' },
  at(2),
);
const reassigned = say(
  words.clientReassigned,
  {
    clientId,
    outletId: 'NN02',
    fromStaffId: 'S7',
    staffId: 'S8',
    role: 'clientManager',
    tier: 'gold',
    targetTier: null,
    from: '2026-06-05',
    overridden: false,
  },
  at(3),
);

type Heard = words.ClientsMessage | words.AllocationMessage;
const rowOf = (...messages: readonly Heard[]): ClientRow => {
  const row = project(clientList, messages).get(clientId);
  if (!row) throw new Error('no row');
  return row;
};

describe('the client list', () => {
  it('shows clients masked', () => {
    const row = rowOf(registered);
    expect([row.name, row.phone, row.clientNo, row.outletId]).toEqual(['王*芳', '138****5678', 'C0001', 'NN01']);
    expect(JSON.stringify(row)).not.toMatch(/小芳|13812345678/);
  });
  it('is the same row in every interleaving of clients and allocation', () => {
    const orders = interleavings<Heard>([registered, marked, upgraded, assigned, adviser, reassigned]);
    expect(orders.length).toBe(20);
    const rows = orders.map((order) => rowOf(...order));
    expect(rows[0]).toMatchObject({
      tier: 'gold',
      outletId: 'NN02',
      maintainer: { staffId: 'S8' },
      advisers: ['S9'],
      _staff: ['S8', 'S9'],
      potential: null,
    });
    for (const row of rows) expect(row).toEqual(rows[0]);
  });
  it('belongs to the new outlet after a transfer, with nobody; a release takes away only who had them, a detached adviser goes', () => {
    const released = say(
      words.clientReleased,
      { clientId, outletId: 'NN02', staffId: 'S8', reasonCode: 'transferred', from: '2026-06-06' },
      at(5),
    );
    const detached = say(
      words.adviserDetached,
      { clientId, outletId: 'NN02', staffId: 'S9', from: '2026-06-06' },
      at(4),
    );
    const transferred = say(
      words.clientTransferred,
      { clientId, fromOutletId: 'NN02', toOutletId: 'NN03', tier: 'gold', targetTier: null, basis: null, band: null, on: '2026-06-06' }, // prettier-ignore
      at(6),
    );
    const before = [registered, assigned, adviser, reassigned];
    expect(rowOf(...before, detached)._staff).toEqual(['S8']);
    expect(rowOf(...before, released)).toMatchObject({ maintainer: null, advisers: ['S9'], _staff: ['S9'] });
    expect(rowOf(registered, assigned, released).maintainer?.staffId).toBe('S7');
    for (const order of interleavings<Heard>([...before, released, transferred]))
      expect(rowOf(...order)).toMatchObject({ outletId: 'NN03', maintainer: null, advisers: [], _staff: [] });
  });
  it('shows the balance of the newest day it was told of', () => {
    const told = { clientId, asOf: '2026-06-05', totalFen: 12_345_600, changedFrom: '2026-06-05' };
    expect(rowOf(registered, say(words.assetChanged, told, at(4)))).toMatchObject({
      totalAsOf: '2026-06-05',
      totalFen: 12_345_600,
    });
  });
  it('stands as what follows from its fields, after every message', () => {
    const told = { clientId, asOf: '2026-06-05', totalFen: 12_345_600, changedFrom: '2026-06-05' };
    const balance = say(words.assetChanged, told, at(4));
    const transferred = say(
      words.clientTransferred,
      { clientId, fromOutletId: 'NN02', toOutletId: 'NN03', tier: 'gold', targetTier: null, basis: null, band: null, on: '2026-06-06' }, // prettier-ignore
      at(6),
    );
    const watched = say(
      words.tierWatchStarted,
      { clientId, tier: 'gold' as const, monthEnd: '2026-06-30', averageFen: 1 },
      at(7),
    );
    const all = [registered, marked, balance, assigned, adviser, upgraded, reassigned, watched, transferred, erased];
    for (let count = 1; count <= all.length; count++) {
      const row = rowOf(...all.slice(0, count));
      expect(row).toEqual(derived(row));
    }
    expect(rowOf(balance)).toEqual(derived(rowOf(balance)));
  });
  it('twice is once', () => expect(rowOf(registered, registered, marked, marked)).toEqual(rowOf(registered, marked)));
  it('drops who was erased, whatever is said of them afterwards', () => {
    const renamed = say(
      words.clientFileUpdated,
      { clientId, name: '王小芳', minimumMissing: [], updatedAt: '2026-06-10T01:00:00.000Z' },
      at(10),
    );
    const row = rowOf(registered, erased, renamed, assigned);
    expect([row.name, row.phone, row._nameTokens, row._phoneTokens, row.erased]).toEqual([null, null, [], [], true]);
    expect(rowOf(assigned, registered, erased, renamed)).toEqual(row);
  });
  it('lists in no order, of no scope, who was erased', async () => {
    const [rows, table] = [new InMemoryRowStore(), tableOf(clientList)];
    const everywhere = { outletId: 'NN02', clientNo: 'C0002', _staff: ['S8'], _potentialOn: 'x', _crossingOn: 'x' };
    const known = rowOf(registered, marked, assigned);
    await rows.declare(table);
    const write = (doc: object, expected: number) =>
      rows.commit({ writes: [{ table, rows: [{ key: clientId, expected, seen: {}, doc: doc as JsonObject }] }] });
    const listedIn = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const index of Object.keys(clientList.indexes ?? {}))
        if ((await rows.count(table, { index })) > 0) found.push(index);
      return found;
    };
    await write({ ...known, ...everywhere }, 0);
    expect(await listedIn()).toEqual(Object.keys(clientList.indexes ?? {}));
    await write({ ...rowOf(registered, marked, assigned, erased), ...everywhere }, 1);
    expect(await listedIn()).toEqual([]);
  });
  it('leaves erased persons out by a condition where the rows are those of the version before, and by none where they are its own', () => {
    const before = { indexes: { 'all-number': ['clientNo'] } };
    expect(whereOf({ tier: 'gold', potential: 'judged', watched: false }, before)).toEqual({
      ...{ erased: [false], tier: ['gold'], 'potential.basis': ['judged'], watched: [false] },
    });
    expect([whereOf({}, before), whereOf({}, tableOf(clientList))]).toEqual([{ erased: [false] }, {}]);
  });
  it('keeps the phone findable when only the name changes', () => {
    const renamed = say(
      words.clientFileUpdated,
      { clientId, name: '李雷', minimumMissing: [], updatedAt: '2026-06-02T01:00:00.000Z' },
      at(2),
    );
    const row = rowOf(registered, renamed);
    expect([row.name, row.phone]).toEqual(['李*', '138****5678']);
    expect(row._phoneTokens).toEqual(rowOf(registered)._phoneTokens);
    expect(row._nameTokens).not.toEqual(rowOf(registered)._nameTokens);
  });
  it('marks and unmarks potential clients and foreseen crossings in sparse indexes', () => {
    const foreseen = say(
      words.averageCrossingForecast,
      { clientId, tier: 'gold', direction: 'reach', on: '2026-07-01', asOf: '2026-06-02' },
      at(3),
    );
    const gone = say(
      words.averageCrossingForecast,
      { clientId, tier: 'gold', direction: 'reach', on: null, asOf: '2026-06-04' },
      at(4),
    );
    const declined = say(
      words.followUpTerminated,
      { clientId, reasonCode: 'declined', remainsTier: null, terminatedOn: '2026-06-05', coolOffUntil: '2026-12-02' },
      at(5),
    );
    expect(rowOf(registered, marked, foreseen)).toMatchObject({
      _potentialOn: '2026-06-02',
      _crossingOn: '2026-07-01',
    });
    const after = rowOf(registered, marked, foreseen, gone, declined);
    expect([after._potentialOn, after._crossingOn, after.coolOffUntil]).toEqual([undefined, undefined, '2026-12-02']);
  });
  it('takes a large movement back that a correction undid', () => {
    const moved = say(
      words.largeMovementDetected,
      { clientId, businessDate: '2026-06-02', deltaFen: 9, totalFen: 9 },
      at(2),
    );
    const undone = say(
      words.largeMovementDetected,
      { clientId, businessDate: '2026-06-02', deltaFen: 9, totalFen: 0, retracted: true },
      at(3),
    );
    expect([rowOf(registered, moved).largeMovement, rowOf(registered, moved, undone).largeMovement]).toEqual([
      { businessDate: '2026-06-02', deltaFen: 9 },
      null,
    ]);
  });
});

describe('searching a person', () => {
  const found = (text: string): boolean => {
    const row = rowOf(registered);
    const tokens = termsOf(text).map(specificationTools.token);
    return tokens.some((token) => row._nameTokens.includes(token) || row._phoneTokens.includes(token));
  };
  it.each(['王', '王小', '王小芳', 'w', 'WXF', 'wx', '13812345678', '138 1234 5678', '5678'])('finds by %s', (text) =>
    expect(found(text)).toBe(true),
  );
  it.each(['小芳', 'xf', '1381234', '1234', '李'])('does not find by %s', (text) => expect(found(text)).toBe(false));
  it('reads initials of names in other scripts', () =>
    expect([initialsOf('王小芳'), initialsOf('Anna Lee'), initialsOf('单雄信')]).toEqual(['wxf', 'annalee', 'sxx']));
});
