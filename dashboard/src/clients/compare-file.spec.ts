import { changedFields, inConflict } from '../show/merge.js';
import { comparedFile, onlyParts, type FileWords } from './compare-file.js';

const words: FileWords = {
  label: (part) => part,
  missing: '缺',
  there: '已登记',
  occupation: (value) => `职业 ${value}`,
  orientation: (value) => `取向 ${value}`,
  channel: (value) => `渠道 ${value}`,
  birthday: ({ month, day }) => `${String(month)}-${String(day)}`,
};
const before = {
  name: '王*芳',
  phone: '138****5678',
  occupation: null,
  orientation: null,
  preferredChannel: 'phone',
  minimumMissing: ['occupation', 'orientation', 'birthday'],
} as const;
const now = {
  ...before,
  occupation: 'scholar',
  preferredChannel: 'meeting',
  minimumMissing: ['orientation', 'birthday'],
} as const;

describe('a file that somebody else changed meanwhile', () => {
  const fields = comparedFile(
    before,
    now,
    { occupation: 'executive', orientation: 'value', birthday: { calendar: 'solar', month: 5, day: 6 } },
    words,
  );
  it('is compared part by part, and what is masked stays masked', () =>
    expect(changedFields(fields)).toEqual([
      { key: 'birthday', label: 'birthday', before: '缺', mine: '5-6', theirs: '缺' },
      { key: 'occupation', label: 'occupation', before: '缺', mine: '职业 executive', theirs: '职业 scholar' },
      { key: 'orientation', label: 'orientation', before: '缺', mine: '取向 value', theirs: '缺' },
      {
        key: 'preferredChannel',
        label: 'preferredChannel',
        before: '渠道 phone',
        mine: undefined,
        theirs: '渠道 meeting',
      },
    ]));
  it('asks only where both changed a part', () =>
    expect(fields.filter(inConflict).map(({ key }) => key)).toEqual(['occupation']));
  it('saves only the parts that are mine', () =>
    expect(onlyParts({ occupation: 'executive', orientation: 'value' }, ['orientation'])).toEqual({
      orientation: 'value',
    }));
});
