import { announcedWorkdays, type Workdays } from '@pcrm/contracts';
import { Describe } from '@pcrm/platform/process';
import { IsISO8601, Matches } from 'class-validator';

/** What the allocation service is told at its start. */
export class AllocationConfig {
  @Describe(
    'HOLIDAYS',
    'Weekdays that are public holidays, as dates separated by commas; ages in workdays leave them out.',
  )
  @IsISO8601({ strict: true }, { each: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true })
  holidays: string[] = announcedWorkdays().off;

  @Describe('MADE_UP_WORKDAYS', 'Weekend days that are worked instead, as dates separated by commas.')
  @IsISO8601({ strict: true }, { each: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true })
  madeUpWorkdays: string[] = announcedWorkdays().work;

  workdays(): Workdays {
    return { off: this.holidays, work: this.madeUpWorkdays };
  }
}
