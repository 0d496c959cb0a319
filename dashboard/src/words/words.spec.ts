import { en } from './en.js';
import { zh } from './zh.js';

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, at = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as const] : flat(value, `${at}${key}.`),
  );
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();
const english = new Map(flat(en));

describe('the words in two languages', () => {
  it('are the same set', () =>
    expect([...english.keys()].toSorted()).toEqual(
      flat(zh)
        .map(([key]) => key)
        .toSorted(),
    ));
  it('say the same numbers and names', () => {
    const unlike = flat(zh).filter(([key, text]) => places(text).join() !== places(english.get(key) ?? '').join());
    expect(unlike).toEqual([]);
  });
  it('are Chinese first, and English beside it', () => {
    expect(flat(zh).filter(([key, text]) => !/[一-鿿]/.test(text) && key !== 'app.otherLanguage')).toEqual([]);
    expect([...english].filter(([key, text]) => /[一-鿿]/.test(text) && key !== 'app.otherLanguage')).toEqual([]);
  });
});
