import { describe, it } from '@jest/globals';
import type { ContactLogged } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import { contactPeriods } from '../contact-periods.js';
import type { ContactPeriodClosed, WeeklyTargetClosed } from '../period.events.js';
import { weeklyTarget } from '../weekly-target.js';
import { waiveClosedPeriod } from '../when-duty-waived/waive-closed-period.js';
import { recountPeriods } from './recount-period.js';
import { recountWeek } from './recount-week.js';

const clientId = '22222222-2222-4222-8222-222222222222';
const contactId = '33333333-3333-4333-8333-333333333333';
const at = '2026-07-05T02:00:00.000Z';
const contact = (more: Partial<ContactLogged> = {}): ContactLogged => ({
  ...{
    contactId,
    clientId,
    staffId: 'cm1',
    channel: 'phone',
    direction: 'outbound',
    reached: true,
    contactAt: '2026-06-29T02:00:00.000Z',
  },
  ...(more as object),
});

describe('C9: a late contact and the month it belongs to', () => {
  const given = specification(contactPeriods);
  const closed = (more: Partial<ContactPeriodClosed['data']> = {}): ContactPeriodClosed => ({
    type: 'ContactPeriodClosed',
    data: {
      ...{
        clientId,
        staffId: 'cm1',
        outletId: 'o1',
        rule: 'C3',
        period: '2026-06',
        owed: 2,
        done: 1,
        waived: false,
        verdict: 'missed',
        policyVersion: 1,
      },
      worth: [{ start: '2026-06-01', end: '2026-07-01', by: { phone: 1, meeting: 2 }, any: 0 }],
      contacts: [{ id: 'first', worth: 1 }],
      closedAt: '2026-06-30T22:00:00.000Z',
      ...more,
    },
  });
  const met = closed({
    done: 2,
    verdict: 'met',
    contacts: [
      { id: 'first', worth: 1 },
      { id: contactId, worth: 1 },
    ],
    closedAt: at,
  });

  it('closes it again with what it is worth', () =>
    given(closed()).when(recountPeriods, { contact: contact(), at }).then(met));
  it('heard twice is once', () => given(closed(), met).when(recountPeriods, { contact: contact(), at }).thenNothing());
  it('takes it away again when withdrawn, or moved out of the month', () => {
    const again = closed({ closedAt: at });
    given(closed(), met)
      .when(recountPeriods, { contact: contact({ withdrawn: true }), at })
      .then(again);
    given(closed(), met)
      .when(recountPeriods, { contact: contact({ contactAt: '2026-07-01T02:00:00.000Z' }), at })
      .then(again);
  });
  it('leaves it alone when it is worth nothing there', () => {
    given(closed())
      .when(recountPeriods, { contact: contact({ reached: false }), at })
      .thenNothing();
    given(closed())
      .when(recountPeriods, { contact: contact({ channel: 'sms' }), at })
      .thenNothing();
    given(closed())
      .when(recountPeriods, { contact: contact({ contactAt: '2026-05-31T02:00:00.000Z' }), at })
      .thenNothing();
    given().when(recountPeriods, { contact: contact(), at }).thenNothing();
  });
  it('a waiver after the month makes what was missed waived, once', () => {
    const waive = { rule: 'C3', period: '2026-06', at };
    const waived = closed({ waived: true, verdict: 'waived', closedAt: at });
    given(closed()).when(waiveClosedPeriod, waive).then(waived);
    given(closed(), waived).when(waiveClosedPeriod, waive).thenNothing();
    given(closed())
      .when(waiveClosedPeriod, { ...waive, period: '2026-05' })
      .thenNothing();
  });
});

describe('C1: a late contact and the week it belongs to', () => {
  const given = specification(weeklyTarget);
  const closed = (
    clients: WeeklyTargetClosed['data']['clients'],
    verdict: 'met' | 'missed',
    closedAt = at,
  ): WeeklyTargetClosed => ({
    type: 'WeeklyTargetClosed',
    data: { staffId: 'cm1', outletId: 'o1', week: '2026-W27', target: 2, clients, verdict, policyVersion: 1, closedAt },
  });
  const other = { clientId: 'other', contacts: ['x'] };
  const before = closed([other], 'missed', '2026-07-05T22:00:00.000Z');
  const after = closed([other, { clientId, contacts: [contactId] }], 'met');
  const late = { staffId: 'cm1', contact: contact(), managed: true, at };

  it('adds the client once', () => {
    given(before).when(recountWeek, late).then(after);
    given(before, after).when(recountWeek, late).thenNothing();
  });
  it('counts own contacts with managed clients only', () => {
    given(before)
      .when(recountWeek, { ...late, managed: false })
      .thenNothing();
    given(before)
      .when(recountWeek, { ...late, contact: contact({ staffId: 't7' }) })
      .thenNothing();
    given(before)
      .when(recountWeek, { ...late, contact: contact({ channel: 'sms' }) })
      .thenNothing();
  });
  it('takes it back when corrected away', () =>
    given(before, after)
      .when(recountWeek, { ...late, contact: contact({ withdrawn: true }) })
      .then(closed([other], 'missed')));
});
