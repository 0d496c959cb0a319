import fc from 'fast-check';
import { readClientFile } from './client-file.js';

const heading =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
const read = (...lines: readonly string[]) =>
  readClientFile(new TextEncoder().encode([heading, ...lines].join('\n')), 'utf-8', '2026-06-15');

describe('the client file', () => {
  it('gives everything that is known of a client', () => {
    const line =
      'C1,NN01,王小芳,13812345678,450100199001011234,1990-08-15,lunar,gold,2024-05-01,15000000,executive,value,phone,marketing:sms=granted; greeting:sms=refused';
    expect(read(line).good[0]?.line).toEqual({
      clientNo: 'C1',
      outletId: 'NN01',
      file: {
        name: '王小芳',
        phone: '13812345678',
        idNumber: '450100199001011234',
        birthday: { calendar: 'lunar', year: 1990, month: 8, day: 15 },
        occupation: 'executive',
        orientation: 'value',
        preferredChannel: 'phone',
      },
      signed: { tier: 'gold', signedOn: '2024-05-01' },
      openingAverageFen: 15_000_000,
      consents: [
        { purpose: 'marketing', channel: 'sms', state: 'granted' },
        { purpose: 'greeting', channel: 'sms', state: 'refused' },
      ],
    });
  });
  it('takes a consent that is written twice alike', () => {
    const { good } = read('C1,NN01,,,,,,,,,,,,marketing:sms=granted;marketing:sms=granted;marketing:phone=refused');
    expect(good[0]?.line.consents.map(({ state }) => state)).toEqual(['granted', 'granted', 'refused']);
  });
  it('takes values of the greatest length', () => {
    const [code, name, phone, idNumber] = ['C'.repeat(32), '王'.repeat(40), '1'.repeat(20), '4'.repeat(24)];
    expect(read([code, code, name, phone, idNumber].join(',')).good[0]?.line).toMatchObject({
      ...{ clientNo: code, outletId: code, file: { name, phone, idNumber } },
    });
  });
  it('needs only number and outlet', () =>
    expect(read('C1,NN01').good[0]?.line).toEqual({ clientNo: 'C1', outletId: 'NN01', file: {}, consents: [] }));
  it.each([
    [',NN01', 'clientNo', 'clientNo.missing'],
    ['C 1,NN01', 'clientNo', 'clientNo.malformed'],
    ['C1,NN01,,12ab', 'phone', 'phone.malformed'],
    ['C1,NN01,,,,02-30', 'birthday', 'birthday.no-date'],
    ['C1,NN01,,,,2023-02-29', 'birthday', 'birthday.no-date'],
    ['C1,NN01,,,,1900-02-29', 'birthday', 'birthday.no-date'],
    ['C1,NN01,,,,0001-01-01', 'birthday', 'birthday.no-date'],
    ['C1,NN01,,,,2026-06-16', 'birthday', 'birthday.in-future'],
    ['C1,NN01,,,,9999-12-30,lunar', 'birthday', 'birthday.in-future'],
    ['C1,NN01,,,,,,,2024-05-01', 'tier', 'tier.missing'],
    ['C1,NN01,,,,02-30,moon', 'birthdayCalendar', 'birthdayCalendar.unknown'],
    ['C1,NN01,,,,,,silver,2024-05-01', 'tier', 'tier.unknown'],
    ['C1,NN01,,,,,,gold', 'signedOn', 'signedOn.missing'],
    ['C1,NN01,,,,,,gold,2026-06-16', 'signedOn', 'signedOn.in-future'],
    ['C1,NN01,,,,,,gold,2024-02-30', 'signedOn', 'signedOn.no-date'],
    ['C1,NN01,,,,,,,,-5', 'openingAverageFen', 'openingAverageFen.negative'],
    ['C1,NN01,,,,,,,,1.5', 'openingAverageFen', 'openingAverageFen.malformed'],
    [`C1,NN01,,,,,,,,${'9'.repeat(30)}`, 'openingAverageFen', 'openingAverageFen.absurd'],
    [`${'C'.repeat(33)},NN01`, 'clientNo', 'clientNo.too-long'],
    [`C1,${'N'.repeat(33)}`, 'outletId', 'outletId.too-long'],
    [`C1,NN01,${'王'.repeat(41)}`, 'name', 'name.too-long'],
    [`C1,NN01,,${'1'.repeat(21)}`, 'phone', 'phone.too-long'],
    [`C1,NN01,,,${'4'.repeat(25)}`, 'idNumber', 'idNumber.too-long'],
    ['C1,NN01,,,,,,,,99999999999999', 'openingAverageFen', 'openingAverageFen.absurd'],
    ['C1,NN01,,,,,,,,,pilot', 'occupation', 'occupation.unknown'],
    ['C1,NN01,,,,,,,,,,,,marketing:fax=granted', 'consents', 'consents.unknown'],
    ['C1,NN01,,,,,,,,,,,,marketing:sms=granted;marketing:sms=refused', 'consents', 'consents.contradictory'],
    ['C1,NN01,王\u202e芳', 'name', 'name.hidden-characters'],
    ['C1,NN01,\u200b\u3164', 'name', 'name.hidden-characters'],
    ['C1,NN01,王\u2028芳', 'name', 'name.hidden-characters'],
    ['C1,NN01,"x', 'line', 'line.unclosed-quote'],
  ])('rejects %s, and takes the rest', (line, field, reason) => {
    const file = read('C8,NN01', line, 'C9,NN01');
    expect(file.rejected).toEqual([{ line: 3, field, reason, text: line }]);
    expect(file.good.map(({ row }) => row.line)).toEqual([2, 4]);
  });
  it('without its heading is not read at all', () => {
    expect(readClientFile(new TextEncoder().encode('name\nC1'), 'utf-8', '2026-06-15').rejected).toEqual([
      { line: 1, field: 'clientNo', reason: 'column.missing', text: 'name' },
    ]);
    expect(
      readClientFile(new TextEncoder().encode('clientNo,outletId,salary\nC1,NN01,5'), 'utf-8', '2026-06-15').rejected[0]
        ?.reason,
    ).toBe('column.unknown');
  });
  it('may be GB18030, and never makes the reader throw', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('clientNo,outletId,name\nC1,NN01,'), 0xcd, 0xf5]);
    expect(readClientFile(bytes, 'gb18030', '2026-06-15').good[0]?.line.file).toEqual({ name: '王' });
    expect(readClientFile(bytes, 'utf-8', '2026-06-15').rejected[0]?.reason).toBe('line.badly-encoded');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        const file = readClientFile(
          new Uint8Array([...new TextEncoder().encode(`${heading}\n`), ...rest]),
          'gb18030',
          '2026-06-15',
        );
        expect(file.good.length + file.rejected.length).toBeLessThanOrEqual(rest.length + 1);
      }),
      { numRuns: 500, seed: 9 },
    );
  });
});
