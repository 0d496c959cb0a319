import { BUILT_IN_POLICY, versionOn } from './built-in-policy.js';
import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import { isOptOut } from './notify/receipt-desk.adapter.js';
import { assertComplete, kindOf, segmentsOf, textOf, valuesWanted } from './wording.js';

const { terms } = BUILT_IN_POLICY;

describe('the text of a message', () => {
  it('names its sender first and offers the way out last; a service message offers none (§3)', () => {
    const values = { clientName: '王小芳' };
    expect(textOf({ kind: 'greeting', text: '{clientName}您好。' }, values, terms)).toBe(
      '【示范银行】王小芳您好。拒收请回复TD',
    );
    expect(textOf({ kind: 'service', text: '{clientName}您好。' }, values, terms)).toBe('【示范银行】王小芳您好。');
  });
  it('costs one segment up to 70 characters, then 67 each', () => {
    const lengths = [70, 71, 134, 135];
    expect(lengths.map((length) => segmentsOf('字'.repeat(length)))).toEqual([1, 2, 2, 3]);
  });
  it('needs every value that nobody looks up', () => {
    expect(valuesWanted({ text: '{clientName}{product}{product}' })).toEqual(['product']);
    expect(() => assertComplete({ text: '{product}' }, { product: '' })).toThrow('template.value-missing');
    expect(() => assertComplete({ text: '{clientName}' }, {})).not.toThrow();
  });
});

describe('the kind of a message (§3)', () => {
  it('a greeting that names a product is marketing, by its text, its values or its variables', () => {
    expect(kindOf({ kind: 'greeting', text: '节日快乐' }, {}, terms)).toBe('greeting');
    expect(kindOf({ kind: 'greeting', text: '节日快乐，理财有礼' }, {}, terms)).toBe('marketing');
    expect(kindOf({ kind: 'greeting', text: '节日快乐{gift}' }, { gift: '基金' }, terms)).toBe('marketing');
    expect(kindOf({ kind: 'greeting', text: '节日快乐{product}' }, { product: '本利丰' }, terms)).toBe('marketing');
    expect(kindOf({ kind: 'service', text: '理财到期' }, {}, terms)).toBe('service');
  });
  it('the built-in templates are what they say', () =>
    expect(BUILT_IN_TEMPLATES.map((template) => kindOf(template, {}, terms))).toEqual(
      BUILT_IN_TEMPLATES.map(({ kind }) => kind),
    ));
});

it.each([
  ['退订', true],
  [' td。', true],
  ['ＴＤ', true],
  ['不用了，谢谢', false],
  ['TDX', false],
])('“%s” is an opt-out word: %s', (text, expected) => expect(isOptOut(text, terms.optOutWords)).toBe(expected));

it('a policy is chosen by business date; the newer of two that begin together', () => {
  const version = (number: number, effectiveFrom: string) => ({ version: number, effectiveFrom, terms });
  const versions = [version(2, '2026-07-01'), version(3, '2026-07-01'), version(4, '2026-08-01')];
  expect(['2026-06-30', '2026-07-01', '2026-08-01'].map((on) => versionOn(versions, on).version)).toEqual([1, 3, 4]);
});
