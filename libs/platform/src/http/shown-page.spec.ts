import { pageOf } from './paging.js';
import { asKept, shownFor, ShownPage, writtenOut } from './shown-page.js';

type Kettle = { readonly name: string; readonly litres?: number };
const kettles: readonly Kettle[] = [{ name: '大壶 "𠮷"\n' }, { name: 'small', litres: 2 }, { name: '' }];
const textOf = (kettle: Kettle): Uint8Array => Buffer.from(JSON.stringify(kettle));
const shown = (count: number, next?: string) => new ShownPage<Kettle>(kettles.slice(0, count).map(textOf), next);
const found = (count: number, next?: string) =>
  pageOf(
    {
      rows: kettles.slice(0, count).map((doc) => ({ key: '', version: 1, seen: {}, doc })),
      ...(next !== undefined && { next }),
    },
    asKept,
  );

describe('a page of texts', () => {
  it('leaves as the page of the same rows does, to the byte', () => {
    for (const count of [0, 1, 2, 3])
      for (const next of [undefined, 'bmV4dA']) {
        expect(Buffer.from(writtenOut(shown(count, next))).toString()).toBe(JSON.stringify(found(count, next)));
        const more = { total: 3, note: '共 "3"' };
        const told = shown(count, next).with({ total: 3 }).with({ note: more.note });
        expect(Buffer.from(writtenOut(told)).toString()).toBe(JSON.stringify({ ...found(count, next), ...more }));
      }
  });

  it('is a page for whoever looks into it', () => {
    const page = shown(2, 'bmV4dA').with({ total: 3 });
    expect([page.items, page.next, page.total]).toEqual([kettles.slice(0, 2), 'bmV4dA', 3]);
    expect('next' in shown(1)).toBe(false);
  });

  it('is the only body that is no text yet and leaves as bytes', () => {
    expect([{ a: 1 }, [1], null, 7].map(writtenOut)).toEqual(['{"a":1}', '[1]', 'null', '7']);
  });
});

describe('showing what depends on something else, too', () => {
  it('is the same function for the same, another one for anything else, and not for ever', () => {
    const at = shownFor((litres: number, name) => `${name}: ${String(litres)}`);
    const monday = at('Monday');
    expect([monday(1), at('Tuesday')(2), at('Monday') === monday]).toEqual(['Monday: 1', 'Tuesday: 2', true]);
    for (let day = 0; day < 64; day++) at(String(day));
    expect([at('Monday') === monday, at('Monday')(3), at('63') === at('63')]).toEqual([false, 'Monday: 3', true]);
  });
});
