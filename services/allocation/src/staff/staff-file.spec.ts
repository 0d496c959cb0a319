import { outletLine, staffLine } from './staff-file.js';

const staff = (name: string) => {
  const cells = { staffId: 'NN01-M1', name, outletId: 'NN01', role: 'clientManager', joinedOn: '2025-03-01' };
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

  it.each(['李\u202e明', '李\u200d明', '李\u0007明'])('hides nothing: %j', (name) => {
    expect(staff(name)).toEqual(wrong('value.hidden-characters'));
    expect(outlet(name)).toEqual(wrong('value.hidden-characters'));
  });
});
