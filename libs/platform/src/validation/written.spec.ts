import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { IsOptional, IsString, Length, MaxLength, validateSync } from 'class-validator';
import { wrongFields } from './wrong-fields.js';
import { PlainName, Written } from './written.js';

class Request {
  @IsString() @Length(1, 40) @PlainName() name!: string;
  @IsString() @Length(2, 500) @Written() reason!: string;
  @IsOptional() @IsString() @MaxLength(500) @Written() note?: string;
}
const wrong = (body: object) =>
  wrongFields(
    validateSync(plainToInstance(Request, { name: '王芳', reason: '客户住院', ...body }), {
      validationError: { target: true },
    }),
  );

describe('what somebody writes', () => {
  it('is taken, a note left empty included', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ note: '' })).toEqual([]);
  });

  it('is refused by the field when nobody sees anything of it', () => {
    const words = { zh: '应有看得见的文字', en: 'must have text that can be seen' };
    const isWritten = { rule: 'isWritten', ...words };
    expect(wrong({ reason: '\u200b\u200b\u3164', note: ' \u00ad ' })).toEqual([
      { field: 'reason', ...isWritten },
      { field: 'note', ...isWritten },
    ]);
  });

  it('is refused as a name that hides something', () => {
    const words = { zh: '不能含有看不见的字符', en: 'must not have invisible characters' };
    expect(wrong({ name: '王\u202e芳' })).toEqual([{ field: 'name', rule: 'isPlainName', ...words }]);
  });

  it('is left to the other rules when it is no text', () => {
    expect(wrong({ reason: 7 }).map(({ rule }) => rule)).not.toContain('isWritten');
  });
});
