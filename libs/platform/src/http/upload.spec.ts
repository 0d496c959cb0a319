import { Readable } from 'node:stream';
import { Refusal, type Outcome } from '@pcrm/event-sourcing';
import { encodingOf, importReport, wholeUpload } from './upload.js';

describe('an upload', () => {
  it.each([
    [undefined, 'utf-8'],
    ['text/csv', 'utf-8'],
    ['text/csv; charset=UTF8', 'utf-8'],
    ['text/csv; charset="GBK"', 'gb18030'],
    ['text/csv;charset=gb2312', 'gb18030'],
  ])('of the type %s is read as %s', (type, encoding) => expect(encodingOf(type)).toBe(encoding));
  it.each(['latin1', 'constructor'])('in %s is bad input', (charset) =>
    expect(() => encodingOf(`text/csv; charset=${charset}`)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'content-type', rule: 'charset' })] }),
    ),
  );
  it('is read whole up to its limit, and not a byte further', async () => {
    const sent = () => Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
    expect(await wholeUpload(sent(), 4)).toEqual(Buffer.from('abcd'));
    await expect(wholeUpload(sent(), 3)).rejects.toMatchObject({ errors: [{ field: 'body', rule: 'maxSize' }] });
  });
});

describe('the report of an import', () => {
  const row = (line: number) => ({ line, text: `line ${String(line)}` });
  const outcome = (facts: number, repeated = false): Outcome => ({
    ...{ id: 'x', revision: 0, repeated },
    events: Array.from({ length: facts }, () => ({ type: 'Done', data: {} })),
  });
  it('counts what changed and what was so already, and names refused lines in order', () => {
    const bad = { line: 4, field: 'name', reason: 'value.missing', text: ',' };
    const lines = [
      { row: row(2), came: outcome(1) },
      { row: row(3), came: outcome(0) },
      { row: row(5), came: outcome(1, true) },
      { row: row(6), came: new Refusal('rate.too-many') },
      { row: row(7), came: new Refusal('rate.too-many', {}, 'rate') },
    ];
    expect(importReport(lines, [bad])).toEqual({
      ...{ accepted: 2, duplicate: 1 },
      rejected: [
        { ...bad, zh: '缺少此项', en: 'is missing' },
        {
          line: 6,
          field: 'line',
          reason: 'rate.too-many',
          text: 'line 6',
          zh: '请求过于频繁，请稍后再试',
          en: 'Too many requests; please wait a moment',
        },
        expect.objectContaining({ line: 7, field: 'rate', reason: 'rate.too-many' }),
      ],
    });
  });
  it('is none when a line failed or was not answered', () => {
    expect(() => importReport([{ row: row(2), came: new Error('the disk is full') }], [])).toThrow('the disk is full');
    expect(() => importReport([{ row: row(2), came: undefined }], [])).toThrow('not answered');
  });
});
