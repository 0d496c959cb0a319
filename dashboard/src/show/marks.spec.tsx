import { renderToStaticMarkup } from 'react-dom/server';
import { learnWords } from '../words/i18n.js';
import { Left } from './marks.js';

beforeAll(learnWords);

describe('days that are left', () => {
  it.each([
    [7, '剩7天', ''],
    [3, '剩3天', 'soon'],
    [0, '今天', 'soon'],
    [-2, '逾期2天', 'late'],
  ])('%i: %s', (days, text, look) =>
    expect(renderToStaticMarkup(<Left days={days} />)).toBe(`<span class="${look}">${text}</span>`),
  );
});
