import { previewOf, segmentsOf, undeclared, withVariable } from './wording.js';

const terms = { signature: '青秀支行', optOutHint: ' 拒收请回复R' };

describe('the wording of a template', () => {
  it('says who sends it first and how to refuse last, with the values in place', () =>
    expect(
      previewOf(
        { kind: 'greeting', text: '{clientName}，生日快乐！{managerName}' },
        { clientName: '王女士', managerName: '韦玲' },
        terms,
      ),
    ).toBe('【青秀支行】王女士，生日快乐！韦玲 拒收请回复R'));
  it('has no way out in a service message, and keeps a variable without a value in sight', () =>
    expect(previewOf({ kind: 'service', text: '{product}到期' }, {}, terms)).toBe('【青秀支行】{product}到期'));
  it.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])('%i characters take %i SMS', (length, segments) => expect(segmentsOf('字'.repeat(length))).toBe(segments));
  it('names a variable that nobody declared, once', () =>
    expect(undeclared({ text: '{clientNmae} {product} {clientNmae} {outletName}', variables: ['product'] })).toEqual([
      'clientNmae',
    ]));
  it('puts a variable in at the cursor', () =>
    expect(withVariable('尊敬的，您好', 'clientName', { from: 3, to: 3 })).toEqual({
      text: '尊敬的{clientName}，您好',
      cursor: 15,
    }));
});
