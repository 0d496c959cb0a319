import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@pcrm/event-sourcing';
import { Type } from 'class-transformer';
import { IsOptional, IsString, ValidateNested } from 'class-validator';
import { BadInput } from '../errors/problem.js';
import { strictValidation } from './validation.js';
import { WithinDays } from './within-days.js';

class Visit {
  @IsString() @WithinDays({ back: 10, ahead: 10 }) on!: string;
}
class Person {
  @IsOptional() @IsString() @WithinDays() at?: string;
}
class Request extends Person {
  @IsString() @WithinDays({ ahead: 92 }) joinedOn!: string;
  @IsOptional() @ValidateNested({ each: true }) @Type(() => Visit) visits?: Visit[];
}

const clock = fixedClock('2026-11-23T04:00:00.000Z');
const wrongIn = async (value: object, type: new () => object = Request) =>
  await strictValidation(clock)
    .transform(value, { type: 'body', metatype: type })
    .then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof BadInput)) throw error;
        return error.errors.map(({ field, rule, zh }) => `${field} ${rule} ${zh}`);
      },
    );

describe('a date of a request', () => {
  it.each(['1900-01-01', '2026-11-23', '2027-02-23'])('may be %s, at most 92 days ahead', async (joinedOn) => {
    expect(await wrongIn({ joinedOn })).toEqual([]);
  });
  it.each(['1899-12-31', '0001-01-01', '2027-02-24', '9999-12-31'])('may not be %s', async (joinedOn) => {
    expect(await wrongIn({ joinedOn })).toEqual(['joinedOn withinDays 应在 1900-01-01 至 2027-02-23 之间']);
  });
  it('is bounded by ten years ahead unless its field says less, instants too, in a class that is inherited', async () => {
    expect(await wrongIn({ joinedOn: '2026-11-23', at: '2036-11-30T23:59:59.000Z' })).toEqual([]);
    expect(await wrongIn({ joinedOn: '2026-11-23', at: '2036-12-01T00:00:00.000Z' })).toEqual([
      'at withinDays 应在 1900-01-01 至 2036-11-30 之间',
    ]);
    expect(await wrongIn({ at: '9999-12-31' }, Person)).toHaveLength(1);
  });
  it('is named within lists, beside every other wrong field', async () => {
    expect(await wrongIn({ joinedOn: 7, visits: [{ on: '2026-11-20' }, { on: '2026-11-12' }] })).toEqual([
      'joinedOn isString 应为文字',
      'visits.1.on withinDays 应在 2026-11-13 至 2026-12-03 之间',
    ]);
  });
});
