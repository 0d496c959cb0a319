import { outletLine, staffLine } from './staff-file.js';

const staff = (name: string) => {
  const cells = { staffId: 'NN01-M1', name, outletId: 'NN01', role: 'clientManager', joinedOn: '2025-03-01' };
  return staffLine({ line: 2, cells, text: 'as it came' }, '2026-06-15');
};
const ofCode = (staffId: string, outletId: string) => {
  const cells = { staffId, name: '李明', outletId, role: 'clientManager', joinedOn: '2025-03-01' };
  return staffLine({ line: 2, cells, text: 'as it came' }, '2026-06-15');
};
const outlet = (name: string) => outletLine({ line: 2, cells: { outletId: 'NN01', name }, text: 'as it came' });
const wrong = (reason: string) => ({ line: 2, field: 'name', reason, text: 'as it came' });

describe('a name in the files of staff and outlets', () => {
  it('is taken as it is written', () => {
    expect(staff('阿依古丽·买买提')).toMatchObject({ name: '阿依古丽·买买提' });
    expect(outlet('民族网点')).toEqual({ outletId: 'NN01', name: '民族网点' });
  });

  it.each(['', '\u200b', '\u3164 ', '\u00ad'])('is missing when nobody sees anything of it: %j', (name) => {
    expect(staff(name)).toEqual(wrong('value.missing'));
    expect(outlet(name)).toEqual(wrong('value.missing'));
  });

  it('is of 40 characters at most, of an outlet 80', () => {
    expect([staff('明'.repeat(40)), outlet('网'.repeat(80))]).toMatchObject([
      { name: '明'.repeat(40) },
      { name: '网'.repeat(80) },
    ]);
    expect([staff('明'.repeat(41)), outlet('网'.repeat(81))]).toEqual([
      wrong('value.too-long'),
      wrong('value.too-long'),
    ]);
  });

  it.each(['李\u202e明', '李\u200d明', '李\u0007明'])('hides nothing: %j', (name) => {
    expect(staff(name)).toEqual(wrong('value.hidden-characters'));
    expect(outlet(name)).toEqual(wrong('value.hidden-characters'));
  });
});

describe('a code in the files of staff and outlets', () => {
  const [longest, longer] = ['N'.repeat(32), 'N'.repeat(33)];
  it('is of 32 characters at most', () => {
    expect(ofCode(longest, longest)).toMatchObject({ staffId: longest, outletId: longest });
    expect(ofCode(longer, 'NN01')).toMatchObject({ field: 'staffId', reason: 'value.too-long' });
    expect(ofCode('M1', longer)).toMatchObject({ field: 'outletId', reason: 'value.too-long' });
    const named = outletLine({ line: 2, cells: { outletId: longer, name: '民族网点' }, text: 'as it came' });
    expect(named).toEqual({ line: 2, field: 'outletId', reason: 'value.too-long', text: 'as it came' });
  });
  it('is made of letters, digits and dashes', () =>
    expect(ofCode('M 1', 'NN01')).toMatchObject({ field: 'staffId', reason: 'code.bad' }));
});
