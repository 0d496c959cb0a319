import { describe, expect, it } from '@jest/globals';
import { contactMonthEnded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Table } from '@pcrm/event-sourcing';
import { specification } from '@pcrm/event-sourcing/testing';
import { dutyRows } from '../contact-duties.table.js';
import { contactPeriods } from '../contact-periods.js';
import { clientId, contactOn, signed, standards } from '../duty.examples.js';
import type { DutyRow } from '../duty-row.js';
import { countPeriod, type PeriodCount } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';
import { closeContactPeriods } from './close-contact-periods.js';
import { closeWhenMonthEnded } from './close-when-month-ended.js';

const given = specification(contactPeriods);
const at = '2026-06-30T22:00:00.000Z';
const row = signed('diamond', '2026-01-01', [contactOn('2026-06-03')]);
const count = (of: DutyRow = row): PeriodCount => countPeriod(of, 'C3', '2026-06', standards) as PeriodCount;
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
    contacts: [{ id: '2026-06-03-phone', worth: 1 }],
    closedAt: at,
    ...more,
  },
});
const ended = (month: string, of: DutyRow | undefined) => {
  const react = closeWhenMonthEnded.on.ContactMonthEnded;
  const message = say(contactMonthEnded, { clientId, staffId: 'cm1', month, endedAt: at });
  const known = { row: <R>(table: Table) => (table.name === dutyRows.name ? of : undefined) as R | undefined };
  return react?.(message, known) ?? [];
};

describe('closing the periods of a client', () => {
  it('C3: writes the verdict with all it rests on', () =>
    given()
      .when(closeContactPeriods, { clientId, counts: [count()], at })
      .then(closed()));
  it('the same result again is no news, another one supersedes', () => {
    given(closed())
      .when(closeContactPeriods, { clientId, counts: [count()], at: '2026-07-09T22:00:00.000Z' })
      .thenNothing();
    const more = count({ ...row, contacts: [...row.contacts, contactOn('2026-06-09')] });
    given(closed())
      .when(closeContactPeriods, { clientId, counts: [more], at })
      .then(
        closed({
          done: 2,
          verdict: 'met',
          contacts: [
            { id: '2026-06-03-phone', worth: 1 },
            { id: '2026-06-09-phone', worth: 1 },
          ],
        }),
      );
  });
  it('a month closes C3 and C4, the third of a quarter C2 as well', () => {
    const rules = (month: string) =>
      ended(month, row).map(({ command }) =>
        (command as { counts: PeriodCount[] }).counts.map(({ rule, period }) => `${rule} ${period}`),
      );
    expect(rules('2026-05')).toEqual([['C3 2026-05']]);
    expect(rules('2026-06')).toEqual([['C3 2026-06', 'C2 2026-Q2']]);
  });
  it('nothing owed is nothing to close', () => {
    expect(ended('2026-05', signed('gold'))).toEqual([]);
    expect(ended('2026-05', undefined)).toEqual([]);
  });
});
