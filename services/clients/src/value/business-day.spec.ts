import { businessDateClosed } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { specification } from '@pcrm/event-sourcing/testing';
import { businessCalendar } from './business-calendar.js';
import type { BusinessCalendarEvent } from './business-calendar.events.js';
import { beginClosing, finishClosing } from './close-business-day/close-business-day.js';
import { openAccount } from './open-account/open-account.js';
import { assetAccount } from './asset-account.js';
import { recordVisits } from './record-visit/record-visit.js';
import { KEPT_VISITS, visitLog } from './visit-log.js';
import { closeNextWhenBusinessDateClosed } from './when-business-date-closed/close-next-when-business-date-closed.js';

const given = specification(businessCalendar);
const closing = (businessDate: string): BusinessCalendarEvent => ({
  type: 'BusinessDateClosing',
  data: { businessDate },
});
const closed = (businessDate: string): BusinessCalendarEvent => ({
  type: 'BusinessDateClosed',
  data: { businessDate, clients: 3 },
});
const begin = (businessDate: string) => ({ businessDate, today: '2026-06-15' });

describe('closing a business day', () => {
  it('begins, is finished, and stays closed with all before it', () => {
    given()
      .when(beginClosing, begin('2026-06-15'))
      .then(closing('2026-06-15') as never);
    given(closing('2026-06-15'))
      .when(finishClosing, { businessDate: '2026-06-15', clients: 3 })
      .then(closed('2026-06-15') as never);
    given(closing('2026-06-15'), closed('2026-06-15')).when(beginClosing, begin('2026-06-14')).thenNothing();
    given(closing('2026-06-15'), closed('2026-06-15'))
      .when(finishClosing, { businessDate: '2026-06-15', clients: 3 })
      .thenNothing();
  });
  it('twice is once', () => given(closing('2026-06-14')).when(beginClosing, begin('2026-06-14')).thenNothing());
  it('is refused for a day that is not there yet, and finished only when begun', () => {
    given()
      .when(beginClosing, begin('2026-06-16'))
      .thenRefused('business-day.in-future', { businessDate: '2026-06-16', today: '2026-06-15' });
    given().when(finishClosing, { businessDate: '2026-06-14', clients: 0 }).thenRefused('business-day.not-closing');
  });
  it('of which several wait is done oldest first', () =>
    given(closing('2026-06-15'), closing('2026-06-14')).thenState({
      closedThrough: undefined,
      closing: ['2026-06-14', '2026-06-15'],
    }));
});

describe('after a business day was closed', () => {
  it('the next one is closed at 06:00 of the day after it, Shanghai time', () => {
    const due = closeNextWhenBusinessDateClosed.on.BusinessDateClosed?.(
      say(businessDateClosed, { businessDate: '2026-06-15', clients: 3 }),
      {
        row: () => undefined,
      },
    );
    expect(due).toEqual([
      {
        key: 'next-business-date',
        dueAt: '2026-06-16T22:00:00.000Z',
        usefulUntil: '2027-07-21T22:00:00.000Z',
        issue: {
          handler: 'businessCalendar.begin',
          id: 'branch',
          command: { businessDate: '2026-06-16', today: '2026-06-17' },
        },
      },
    ]);
  });
});

describe('after a business day of long ago was closed', () => {
  const dueAfter = (at: string) =>
    closeNextWhenBusinessDateClosed.on.BusinessDateClosed?.(
      say(businessDateClosed, { businessDate: '2026-02-01', clients: 3 }, { at }),
      { row: () => undefined },
    );
  it('the next 06:00 closes everything up to the day before, so that a history can be fed in peace', () => {
    expect(dueAfter('2026-06-15T10:00:00.000Z')).toMatchObject([
      { dueAt: '2026-06-15T22:00:00.000Z', issue: { command: { businessDate: '2026-06-15', today: '2026-06-16' } } },
    ]);
    expect(dueAfter('2026-06-14T21:00:00.000Z')).toMatchObject([
      { dueAt: '2026-06-14T22:00:00.000Z', issue: { command: { businessDate: '2026-06-14' } } },
    ]);
  });
});

describe('visits to outlets (C5)', () => {
  const givenVisits = specification(visitLog);
  const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
  const visit = { visitedOn: '2026-06-01', outletId: 'NN01' };
  const recorded = { type: 'BusinessVisitRecorded' as const, data: { clientId, ...visit } };
  it('are one for each client, date and outlet', () => {
    givenVisits()
      .when(recordVisits, { clientId, visits: [visit, visit] })
      .then(recorded);
    givenVisits(recorded)
      .when(recordVisits, { clientId, visits: [visit] })
      .thenNothing();
    givenVisits(recorded)
      .when(recordVisits, { clientId, visits: [{ ...visit, outletId: 'NN02' }] })
      .then({ ...recorded, data: { clientId, visitedOn: '2026-06-01', outletId: 'NN02' } });
  });
  it('are remembered as far back as anybody asks, in a snapshot too', () => {
    const many = Array.from({ length: KEPT_VISITS + 5 }, (_, i) => ({
      ...recorded,
      data: { ...recorded.data, outletId: `N${String(i)}` },
    }));
    const log = many.reduce((state, fact) => visitLog.evolve(state, fact), visitLog.initial());
    expect(log.visits).toHaveLength(KEPT_VISITS);
    expect(visitLog.snapshot?.load(visitLog.snapshot.save(log))).toEqual(log);
  });
});

describe('opening an account', () => {
  const opened = { type: 'AccountOpened' as const, data: { clientId: 'c', openingAverageFen: 7 } };
  it('takes the opening average over once', () => {
    specification(assetAccount)().when(openAccount, { clientId: 'c', openingAverageFen: 7 }).then(opened);
    specification(assetAccount)(opened).when(openAccount, { clientId: 'c', openingAverageFen: 9 }).thenNothing();
  });
});
