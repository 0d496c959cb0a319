import { Describe } from '@pcrm/platform';
import { IsISO8601, Matches } from 'class-validator';
import type { WorkCalendar } from './allocate/unassigned/unassigned.query.js';

/** Holidays of 2025 and 2026 as the State Council announced them, where they fall on weekdays. */
const HOLIDAYS = [
  ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04', '2025-04-04'],
  ...['2025-05-01', '2025-05-02', '2025-05-05', '2025-06-02', '2025-10-01', '2025-10-02', '2025-10-03'],
  ...['2025-10-06', '2025-10-07', '2025-10-08', '2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17'],
  ...['2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23', '2026-04-06', '2026-05-01', '2026-05-04'],
  ...['2026-05-05', '2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
];
const MADE_UP = [
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
];

/** What the allocation service is told at its start. */
export class AllocationConfig {
  @Describe(
    'HOLIDAYS',
    'Weekdays that are public holidays, as dates separated by commas; ages in workdays leave them out.',
  )
  @IsISO8601({ strict: true }, { each: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true })
  holidays: string[] = HOLIDAYS;

  @Describe('MADE_UP_WORKDAYS', 'Weekend days that are worked instead, as dates separated by commas.')
  @IsISO8601({ strict: true }, { each: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true })
  madeUpWorkdays: string[] = MADE_UP;

  calendar(): WorkCalendar {
    return { holidays: new Set(this.holidays), madeUp: new Set(this.madeUpWorkdays) };
  }
}
