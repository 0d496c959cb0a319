import { describe, expect, it } from '@jest/globals';
import { contactMonthEnded, type ContactMonthEnded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Table } from '@pcrm/event-sourcing';
import { specification } from '@pcrm/event-sourcing/testing';
import { dutyRows } from '../contact-duties.table.js';
import { contactPeriods } from '../contact-periods.js';
import { clientId, contactOn, manager, signed, standards } from '../duty.examples.js';
import { since, type DutyRow } from '../duty-row.js';
import { countPeriod, type PeriodCount } from '../obligations.js';
import { endMonth } from '../end-periods/end-periods.js';
import type { ContactPeriodClosed } from '../period.events.js';
import { nobodyYet, staffRows, type StaffRow } from '../staff-row.js';
import { closeContactPeriods } from './close-contact-periods.js';
import { closeWhenMonthEnded } from './close-when-month-ended.js';
import { nameHolders, type NameHolders } from './name-holders.js';

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
const ended = (
  month: string,
  of: DutyRow | undefined,
  more: Partial<ContactMonthEnded> = {},
  staff: readonly StaffRow[] = [],
) => {
  const react = closeWhenMonthEnded.on.ContactMonthEnded;
  const message = say(contactMonthEnded, { clientId, staffId: 'cm1', month, endedAt: at, ...more });
  const needed = closeWhenMonthEnded.needs?.(message).find(({ table }) => table.name === staffRows.name)?.keys;
  const known = {
    row: <R>(table: Table, key: string) => {
      if (table.name === dutyRows.name) return of as R | undefined;
      return staff.find(({ staffId }) => key === staffId && needed?.includes(key)) as R | undefined;
    },
  };
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

describe('C2, C9: a quarter is judged by the leave of everybody who had the client in it', () => {
  const gold = signed('gold');
  const handedOn = (from: string): DutyRow => ({
    ...gold,
    maintained: since(gold.maintained, from, { ...manager, staffId: 'cm2' }, 'm'),
  });
  const away = { ...nobodyYet('cm1'), leaves: { l1: { from: '2026-04-20', to: '2026-06-30' } } };
  const naming = (issued: ReturnType<typeof ended>) => issued.map(({ handler, command }) => [handler, command]);
  const counted = (issued: ReturnType<typeof ended>) =>
    issued.flatMap(({ command }) =>
      (command as { counts: PeriodCount[] }).counts.map(({ maintainer, owed }) => [maintainer.staffId, owed]),
    );

  it.each(['2026-07-01', '2026-06-20'])(
    'who has the client since %s is asked, who had them before is named',
    (from) => {
      const month = { staffId: 'cm2', month: '2026-06' };
      const command: NameHolders = { clientId, ...month, heldBy: ['cm1'], at };
      expect(naming(ended('2026-06', handedOn(from), { staffId: 'cm2' }, [away]))).toEqual([
        ['contactPeriods.nameHolders', command],
      ]);
      const data = { clientId, ...month, endedAt: at, heldBy: ['cm1'] };
      given().when(nameHolders, command).then({ type: 'ContactHoldersNamed', data });
      const last = from === '2026-07-01' ? 'cm1' : 'cm2';
      expect(counted(ended('2026-06', handedOn(from), data, [away]))).toEqual([[last, 0]]);
      expect(counted(ended('2026-06', handedOn(from), data))).toEqual([[last, 1]]);
    },
  );
  it('who took over between the two is named as well; months are not owed without leave, and name nobody', () => {
    const row = handedOn('2026-06-20');
    const later = { ...row, maintained: since(row.maintained, '2026-06-25', { ...manager, staffId: 'cm3' }, 'm') };
    const [again] = ended('2026-06', later, { staffId: 'cm2', heldBy: ['cm1'] });
    expect(again?.command).toMatchObject({ heldBy: ['cm1', 'cm3'] });
    const diamond = { ...row, tiers: signed('diamond').tiers };
    expect(ended('2026-05', diamond, { staffId: 'cm2' }).map(({ handler }) => handler)).toEqual([
      'contactPeriods.closeContactPeriods',
    ]);
  });
  it('naming holders ends no month', () => {
    const month = (of: string) =>
      ({ type: 'ContactMonthEnded', data: { clientId, staffId: 'cm2', month: of, endedAt: at } }) as const;
    const named = { ...month('2026-06'), type: 'ContactHoldersNamed', data: { ...month('2026-06').data, heldBy: ['cm1'] } } as const; // prettier-ignore
    given(month('2026-06'), month('2026-07'), named)
      .when(endMonth, { clientId, staffId: 'cm2', month: '2026-08', last: false, at })
      .then(month('2026-08'));
  });
});
