import { isPlainName, isVisible } from './visible.js';

const INVISIBLE = [
  ...['', ' ', '\u3000', '\u00a0', '\t\n', '\u200b', '\u200b\u200d \u2060', '\ufeff', '\u00ad', '\u034f', '\u115f', '\u1160'],
  ...['\u3164', '\uffa0', '\u2800', '\u202e', '\u2066\u2069', '\u061c', '\ufe0f', '\u{e0041}', '\u{e0100}', '\u0000', '\u0301', '\ud800'],
]; // prettier-ignore
const HIDING = ['王\u200b芳', '王\u202e芳', '\u2066王芳\u2069', '王\u00ad芳', '王\u3164芳', '王\n芳', '王\u2028芳', '王\u0007芳', 'A\ufe0fB', '王\u2800芳']; // prettier-ignore

describe('a written text', () => {
  it.each(INVISIBLE)('is empty when nobody sees anything of it: %j', (text) => {
    expect(isVisible(text)).toBe(false);
    expect(isPlainName(text)).toBe(false);
  });

  it.each(['王', 'ok', '。', '1', '👍', '¥', '👨\u200d👩\u200d👧', '第一行\n第二行', 'ئۇيغۇر'])(
    'is one: %j',
    (text) => {
      expect(isVisible(text)).toBe(true);
    },
  );
});

describe('a name', () => {
  it.each(HIDING)('hides nothing: %j', (text) => {
    expect(isPlainName(text)).toBe(false);
  });

  it.each([
    '王小芳',
    '阿依古丽·买买提',
    'Anna-Maria O’Neill',
    '民族网点（东）',
    '𠮷野',
    '葛\u{e0100}城',
    '韦 玲',
    'é',
    'e\u0301',
  ])('is taken as people write it: %j', (text) => {
    expect(isPlainName(text)).toBe(true);
  });
});
