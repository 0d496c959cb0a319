import 'reflect-metadata';
import { allContracts } from '@pcrm/contracts';
import type { JsonObject, Said } from '@pcrm/event-sourcing';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { admitted, assigned, client, on, outletId, staffNoted } from '../../test/book-words.js';
import { DECK } from '../capacity/capacity-policy.events.js';
import { publishAllocationEvents } from './publish-allocation-events.js';

const of = { outletId, clientId: client(1) };
const known = { tier: 'gold', targetTier: null, basis: null, band: null, on };
const post = { staffId: 's-1', outletId, role: 'teller', capacityPercent: 100 };
const policy = { version: 2, effectiveFrom: '2026-07-01', terms: DECK.terms };
const assignment = { ...assigned(1).data, overridden: true, reason: 'between us', managersHadRoom: true };

/** Every fact that is said, with the data it is said with. */
const FACTS: { readonly [type: string]: JsonObject } = {
  OutletOpened: { outletId, name: '解放路支行', openedOn: on },
  OutletRenamed: { outletId, name: '新华路支行', renamedOn: on },
  StaffJoined: { ...post, name: '李明', joinedOn: on },
  StaffRoleChanged: { ...post, outletId: null, role: 'compliance', changedOn: on },
  StaffDeparted: { staffId: 's-1', departedOn: on },
  CapacityPolicyAdopted: { ...policy, approvedBy: 's-2' },
  ClientAssigned: assignment,
  ClientReassigned: { ...assignment, fromStaffId: 'm-2' },
  ClientReleased: { ...of, staffId: 'm-1', reasonCode: 'byHead', from: on },
  AdviserAttached: { ...of, staffId: 'f-1', role: 'financialAdviser', from: on },
  AdviserDetached: { ...of, staffId: 'f-1', from: on },
  CapacityExceeded: { outletId, staffId: 'm-1', numerator: 31, denominator: 30, cause: 'override', on },
  ReassignmentProposed: { ...of, staffId: 't-1', reasonCode: 'book.band-not-allowed', on, settled: true },
  ClientDismissed: { ...of, ...known, toOutletId: 'N02' },
};
const say = (type: string, data: JsonObject): Said | undefined =>
  (publishAllocationEvents as Record<string, (data: never) => Said | undefined>)[type]?.(data as never);

describe('what allocation says', () => {
  it('is everything this spec knows, and nothing else', () =>
    expect(Object.keys(publishAllocationEvents).sort()).toEqual(Object.keys(FACTS).sort()));

  it.each(Object.entries(FACTS))('%s keeps its contract and its key', (type, data) => {
    const said = say(type, data);
    const contract = allContracts.find((each) => each.type === said?.type);
    if (!said || !contract) throw new Error(`${type} is not said`);
    expect([contract.source, contract.version]).toEqual(['allocation', said.version]);
    expect(said.key).toBe(contract.keyedBy(said.data));
    const wrong = validateSync(plainToInstance(contract.data, said.data), {
      whitelist: true,
      forbidNonWhitelisted: true,
    });
    expect(wrong.map(({ property }) => property)).toEqual([]);
  });

  it('keeps the head’s written reason to the book', () => {
    for (const type of ['ClientAssigned', 'ClientReassigned'])
      expect(JSON.stringify(say(type, FACTS[type] ?? {}))).not.toContain('between us');
  });
  it('a renamed outlet says its newest name', () =>
    expect(say('OutletRenamed', FACTS['OutletRenamed'] ?? {})).toMatchObject({
      type: 'OutletOpened',
      data: { name: '新华路支行' },
    }));
  it('staff of the branch have no outlet', () =>
    expect(say('StaffRoleChanged', FACTS['StaffRoleChanged'] ?? {})?.data).not.toHaveProperty('outletId'));
  it('of an erased client no transfer is said', () =>
    expect(say('ClientDismissed', { ...of, ...known, toOutletId: null })).toBeUndefined());
  it('what a book notes stays private', () => {
    for (const { type, data } of [staffNoted('m-1'), admitted(1)])
      expect(say(type, data as unknown as JsonObject)).toBeUndefined();
  });
});
