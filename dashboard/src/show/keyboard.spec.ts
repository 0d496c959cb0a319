import { isComposing, isEnter, mayAct } from './keyboard.js';

const within = (tagName: string, box?: string) => ({
  tagName,
  closest: (selector: string) => (box && selector.includes(box) ? {} : null),
});

describe('keys while an input method composes', () => {
  it('Enter takes the candidate and submits nothing', () => {
    expect(isEnter({ key: 'Enter' })).toBe(true);
    expect(isEnter({ key: 'Enter', isComposing: true })).toBe(false);
    expect(isEnter({ key: 'Enter', keyCode: 229 })).toBe(false);
    expect(isEnter({ key: 'l' })).toBe(false);
  });
  it('is seen by either sign', () => {
    expect([
      isComposing({ key: 'a', isComposing: true }),
      isComposing({ key: 'Process', keyCode: 229 }),
      isComposing({ key: 'a' }),
    ]).toEqual([true, true, false]);
  });
});

describe('a single letter', () => {
  it('acts on the page', () => expect(mayAct({ key: 'l', target: within('BODY') })).toBe(true));
  it.each(['INPUT', 'TEXTAREA', 'SELECT'])('is only a letter in %s', (tag) =>
    expect(mayAct({ key: 'l', target: within(tag) })).toBe(false),
  );
  it('is only a letter in an editable text', () =>
    expect(mayAct({ key: 'l', target: { tagName: 'DIV', isContentEditable: true } })).toBe(false));
  it.each(['dialog', 'menu', 'listbox', 'combobox'])('does nothing behind an open %s', (role) =>
    expect(mayAct({ key: 'l', target: within('DIV', role) })).toBe(false),
  );
  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])(
    'does nothing with %j',
    (by) => expect(mayAct({ key: 'l', ...by, target: within('BODY') })).toBe(false),
  );
});
