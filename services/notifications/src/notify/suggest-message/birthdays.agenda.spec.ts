import { clientErased, importantDateRecorded, type ImportantDay } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Due, Known } from '@pcrm/event-sourcing';
import { nextBirthday, type YearlyDay } from './birthday.js';
import { birthdays } from './birthdays.agenda.js';

const clientId = '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11';
const nothingKnown: Known = { row: () => undefined };
const armed = (date: ImportantDay | null, recordedOn: string) =>
  birthdays.on.ImportantDateRecorded?.(
    say(importantDateRecorded, { clientId, kind: 'birthday', date, recordedOn }),
    nothingKnown,
  ) ?? [];

const dayOf = (text: string): YearlyDay => {
  const [calendar, date] = text.split(' ') as ['solar' | 'lunar', string];
  const [month = 0, day = 0] = date.split('-').map(Number);
  return { calendar, month, day };
};

describe('the next birthday', () => {
  it.each([
    ['solar 6-18', '2026-06-18', '2026-06-18'],
    ['solar 6-18', '2026-06-19', '2027-06-18'],
    ['solar 1-2', '2026-12-30', '2027-01-02'],
    ['solar 2-29', '2026-01-01', '2026-02-28'],
    ['solar 2-29', '2028-01-01', '2028-02-29'],
    ['lunar 8-15', '2026-01-01', '2026-09-25'],
    ['lunar 12-30', '2026-01-01', '2026-02-16'], // the twelfth month of that lunar year ends on its 29th
    ['lunar 12-8', '2026-12-01', '2027-01-15'],
    ['lunar 6-10', '2025-01-01', '2025-07-04'], // 2025 has a leap sixth month: the ordinary one counts
  ])('%s on or after %s is %s', (day, from, expected) => expect(nextBirthday(dayOf(day), from)).toBe(expected));
});

describe('the agenda of birthdays (C6)', () => {
  it('is due three days before at 08:00 and useful until the day ends', () => {
    const [due] = armed({ calendar: 'solar', month: 6, day: 18, year: 1980 }, '2026-06-01T02:00:00.000Z') as Due[];
    expect(due).toMatchObject({ dueAt: '2026-06-15T00:00:00.000Z', usefulUntil: '2026-06-18T16:00:00.000Z' });
    expect(JSON.stringify(due)).not.toContain('1980');
  });
  it('is due at once when it is recorded later than that', () => {
    const [due] = armed({ calendar: 'solar', month: 6, day: 18 }, '2026-06-17T02:00:00.000Z') as Due[];
    expect(due).toMatchObject({ dueAt: '2026-06-17T02:00:00.000Z', issue: { command: { on: '2026-06-18' } } });
  });
  it('comes again every year, each year with a message id of its own', () => {
    const [first] = armed({ calendar: 'lunar', month: 8, day: 15 }, '2026-06-01T02:00:00.000Z') as [Due];
    const [second] = birthdays.next?.(first) as [Due];
    expect(second.issue.command).toMatchObject({ on: '2027-09-15' });
    expect(second.key).toBe(first.key);
    expect((second.issue.command as { messageId: string }).messageId).not.toBe(
      (first.issue.command as { messageId: string }).messageId,
    );
  });
  it('goes with a day that is taken back, and with the client', () => {
    const off = [{ key: `birthday:${clientId}`, cancelled: true }];
    expect(armed(null, '2026-06-01T02:00:00.000Z')).toEqual(off);
    const erased = { clientId, erasedAt: '2026-06-01T02:00:00.000Z', identityLocked: false, identityLockedUntil: null };
    expect(birthdays.on.ClientErased?.(say(clientErased, erased), nothingKnown)).toEqual(off);
  });
});
