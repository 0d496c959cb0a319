import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { allContracts } from '@pcrm/contracts';
import type { Said, StoredEvent } from '@pcrm/event-sourcing';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { contacted, handed, logged } from '../src/contact/contact.examples.js';
import { BUILT_IN } from '../src/contact/cadence-policy.js';
import { about, opened, stepped } from '../src/pursue/pursuit.examples.js';
import { publishEngagementEvents } from '../src/say/publish-engagement-events.js';

const at = '2026-06-10T02:00:00.000Z';
const { clientId } = about;
const opportunityId = about.opportunityId;
const closing = {
  clientId,
  staffId: 'cm1',
  outletId: 'o1',
  rule: 'C3',
  period: '2026-06',
  owed: 2,
  done: 1,
  verdict: 'missed',
  policyVersion: 1,
  closedAt: at,
};
const leave = { leaveId: logged.contactId, staffId: 'cm1', from: '2026-06-10', to: '2026-06-12', at };

/** One example of every fact that is said, with free text where there may be some. */
const facts: readonly { readonly type: string; readonly data: object; readonly says: string; readonly key: string }[] =
  [
    { ...opened(), says: 'OpportunityOpened', key: clientId },
    { ...stepped('PRESENTED', 'INVITED', '秘密'), says: 'OpportunityAdvanced', key: clientId },
    {
      type: 'OpportunityChanged',
      data: { ...about, cause: 'held', targetTier: 'gold', onHold: true, nextStepOn: null, reason: '秘密', at },
      says: 'OpportunityChanged',
      key: clientId,
    },
    { type: 'OpportunitySigned', data: { ...about, tier: 'gold', at }, says: 'OpportunityWon', key: clientId },
    {
      type: 'OpportunityTerminated',
      data: { ...about, from: 'INVITED', reasonCode: 'declined', reason: '秘密', on: '2026-06-10', at },
      says: 'OpportunityLost',
      key: clientId,
    },
    {
      ...contacted({ note: '秘密', nextStep: '秘密', nextStepOn: '2026-06-12', opportunityId }),
      says: 'ContactLogged',
      key: logged.clientId,
    },
    {
      type: 'ContactCorrected',
      data: { ...logged, note: '秘密', reason: '秘密' },
      says: 'ContactLogged',
      key: logged.clientId,
    },
    { type: 'ContactWithdrawn', data: { ...logged, reason: '秘密' }, says: 'ContactLogged', key: logged.clientId },
    {
      type: 'ReportHandedIn',
      data: { ...handed(true).data, needs: '秘密', summary: '秘密' },
      says: 'ReportSubmitted',
      key: logged.clientId,
    },
    {
      type: 'CadencePolicyApproved',
      data: { policy: BUILT_IN, approvedBy: 'b1', at },
      says: 'CadencePolicyAdopted',
      key: 'branch',
    },
    {
      type: 'DutyWaived',
      data: { clientId, rule: 'C3', period: '2026-06', reason: '秘密', waivedBy: 'h1', at },
      says: 'ContactDutyWaived',
      key: clientId,
    },
    { type: 'LeaveTaken', data: { ...leave, recordedBy: 'h1' }, says: 'LeaveRecorded', key: 'cm1' },
    { type: 'LeaveCancelled', data: leave, says: 'LeaveRecorded', key: 'cm1' },
    {
      type: 'ContactMonthEnded',
      data: { clientId, staffId: 'cm1', month: '2026-06', endedAt: at, last: true },
      says: 'ContactMonthEnded',
      key: clientId,
    },
    {
      type: 'ContactHoldersNamed',
      data: { clientId, staffId: 'cm1', month: '2026-06', endedAt: at, heldBy: ['cm2'] },
      says: 'ContactMonthEnded',
      key: clientId,
    },
    {
      type: 'ContactWeekEnded',
      data: { staffId: 'cm1', outletId: 'o1', week: '2026-W23', endedAt: at },
      says: 'ContactWeekEnded',
      key: 'cm1',
    },
    {
      type: 'ContactPeriodClosed',
      data: {
        ...closing,
        waived: false,
        worth: [{ start: at, end: at, by: {}, any: 1, staffId: 'cm0' }],
        contacts: [],
      },
      says: 'ContactPeriodClosed',
      key: clientId,
    },
    {
      type: 'WeeklyTargetClosed',
      data: {
        staffId: 'cm1',
        outletId: 'o1',
        week: '2026-W23',
        target: 10,
        clients: [],
        verdict: 'missed',
        policyVersion: 1,
        closedAt: at,
      },
      says: 'WeeklyTargetClosed',
      key: 'cm1',
    },
  ];
const saidOf = ({ type, data }: { type: string; data: object }): Said =>
  publishEngagementEvents[type]?.(data as never, {} as StoredEvent) as Said;

describe('what engagement says', () => {
  it('every fact named is tried here', () =>
    expect(new Set(facts.map(({ type }) => type))).toEqual(new Set(Object.keys(publishEngagementEvents))));

  it.each(facts)('$type is said as $says, by its contract, without free text', ({ type, data, says, key }) => {
    const said = saidOf({ type, data });
    expect([said.type, said.key]).toEqual([says, key]);
    const contract = allContracts.find((one) => one.type === says);
    expect([contract?.source, contract?.version]).toEqual(['engagement', said.version]);
    const instance = plainToInstance(contract?.data as new () => object, said.data);
    expect(validateSync(instance, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    expect(JSON.stringify(said)).not.toContain('秘密');
  });

  it('C2: a quarter that changed hands says who had the client in it', () => {
    const stretch = (staffId?: string) => ({
      start: at,
      end: at,
      by: {},
      any: 1,
      ...(staffId !== undefined && { staffId }),
    });
    const heldBy = (...worth: object[]) =>
      saidOf({ type: 'ContactPeriodClosed', data: { ...closing, worth, contacts: [] } }).data['heldBy'];
    expect(heldBy(stretch('cm0'), stretch(closing.staffId))).toEqual(['cm0', closing.staffId]);
    for (const own of [[stretch()], [stretch(closing.staffId), stretch(closing.staffId)]])
      expect(heldBy(...own)).toBeUndefined();
  });

  it('a withdrawn contact and a cancelled leave say so', () => {
    expect(saidOf({ type: 'ContactWithdrawn', data: { ...logged, reason: 'x' } }).data).toMatchObject({
      withdrawn: true,
    });
    expect(saidOf({ type: 'LeaveCancelled', data: leave }).data).toMatchObject({ cancelled: true });
    expect(saidOf(contacted()).data).not.toHaveProperty('withdrawn');
  });
});
