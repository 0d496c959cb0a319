import { renderToStaticMarkup } from 'react-dom/server';
import type { MovesPreview, Obstacle } from '../api/allocation.js';
import { learnWords } from '../words/i18n.js';
import { TriedPlan } from './tried-plan.js';

beforeAll(learnWords);

const move = { clientId: 'c', staffId: 's', warnings: [] };
const shown = (preview: MovesPreview): string =>
  renderToStaticMarkup(<TriedPlan preview={preview} nameOf={(id) => (id === 's' ? '韦*玲' : id)} />);
const refusedWith = (code: string, details: Obstacle['details']): string =>
  shown({ allowed: false, loads: [], moves: [{ ...move, refused: { code, details } }] });

describe('a plan that was tried', () => {
  it('A9: a full book is refused with the load it has, the one it would have, and the limit; an empty table is left out', () => {
    const loads = { load: { numerator: 31, denominator: 30 }, before: { numerator: 1, denominator: 1 } };
    const markup = refusedWith('book.capacity-exceeded', { rule: 'A9', staffId: 's', ...loads });
    expect(markup).toContain('韦*玲 现在 1.00，再加一户为 1.04，上限 1.00');
    expect(markup).toMatch(/A9.*超出该员工的管户上限/);
    expect(markup).not.toContain('<table');
  });
  it('A8: the bands that the role may look after stand beside the refusal', () =>
    expect(
      refusedWith('book.band-not-allowed', { rule: 'A8', role: 'teller', band: null, allowed: ['100k-200k'] }),
    ).toContain('该岗位可维护：10–20万'));
  it('that holds shows the loads before and after', () => {
    const load = { numerator: 1, denominator: 2, index: 0.5 };
    const markup = shown({ allowed: true, moves: [move], loads: [{ staffId: 's', before: load, after: load }] });
    expect(markup).toContain('<table');
    expect(markup).toContain('符合全部规则');
  });
});
