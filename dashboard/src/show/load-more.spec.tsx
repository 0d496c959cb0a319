import { renderToStaticMarkup } from 'react-dom/server';
import { learnWords } from '../words/i18n.js';
import { LoadMore, useCut } from './load-more.js';

beforeAll(learnWords);

function Rows({ n }: { n: number }) {
  const cut = useCut(
    Array.from({ length: n }, (_, index) => index),
    3,
  );
  return (
    <>
      {cut.shown.join()}
      <LoadMore of={cut} />
    </>
  );
}

describe('a long list', () => {
  it('is cut with a way to the rest', () =>
    expect(renderToStaticMarkup(<Rows n={4} />)).toMatch(/^0,1,2<button.*再加载/));
  it('that is no longer than that has none', () => expect(renderToStaticMarkup(<Rows n={3} />)).toBe('0,1,2'));
});
