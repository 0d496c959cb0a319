import { renderToStaticMarkup } from 'react-dom/server';
import { Pick } from './side.js';

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const chosen = (value: string | undefined): string | undefined =>
  /<option value="([^"]*)" selected/.exec(
    renderToStaticMarkup(<Pick label="x" value={value} options={options} onChange={() => undefined} />),
  )?.[1];

describe('one of many', () => {
  it('is the one that is meant', () => expect(chosen('b')).toBe('b'));
  it('is not the first of the others where it is none of them', () => expect(chosen('c')).toBe('c'));
});
