import { pipelineSearch } from './pipeline-view.js';
import { ageOf, firstHeld, isBack, isOpenStage, marksOf, mayStep, medianStay, nextStage } from './stages.js';

describe('the stages of signing (P1–P5)', () => {
  it('follow each other up to signing', () => {
    expect(nextStage('ALLOCATED')).toBe('PREPARING');
    expect(nextStage('PRESENTED')).toBe('SIGNING');
    expect(nextStage('SIGNING')).toBeUndefined();
  });
  it('go back only to an earlier one', () => {
    expect(isBack('CONTACTED', 'INVITED')).toBe(true);
    expect([isBack('CONTACTED', 'CONTACTED'), isBack('INVITED', 'SIGNING')]).toEqual([false, false]);
  });
  it('end with SIGNED or TERMINATED', () =>
    expect([isOpenStage('SIGNING'), isOpenStage('SIGNED'), isOpenStage('TERMINATED')]).toEqual([true, false, false]));
  it.each([
    [10, 'young'],
    [11, 'aging'],
    [20, 'aging'],
    [21, 'old'],
  ])('%i days are %s', (days, age) => expect(ageOf(days)).toBe(age));
});

describe('the board', () => {
  it('opens on a phone at the first column that holds anything', () => {
    expect(firstHeld([{ stage: 'PRESENTED' }, { stage: 'INVITED' }])).toBe('INVITED');
    expect(firstHeld([])).toBe('ALLOCATED');
  });
  it('says of a column how long its cards stand there: the median', () => {
    expect(medianStay([33, 1, 2])).toBe(2);
    expect(medianStay([9, 1, 4, 40])).toBe(4);
    expect(medianStay([])).toBeUndefined();
  });
  it('marks what is held and what is pursued; once signed, the tier signed as held', () => {
    const tiers = { currentTier: 'gold', targetTier: 'platinum' } as const;
    expect(marksOf({ stage: 'SIGNING', ...tiers })).toEqual({ tier: 'gold', target: 'platinum' });
    expect(marksOf({ stage: 'SIGNED', ...tiers })).toEqual({ tier: 'platinum', target: null });
    expect(marksOf({ stage: 'SIGNED', currentTier: null, targetTier: 'gold' })).toEqual({ tier: 'gold', target: null });
  });
});

describe('a step', () => {
  const at = (stage: 'CONTACTED' | 'SIGNING', signingLacks: string[] = [], refusedCode: string | null = null) => ({
    stage,
    signingLacks,
    refusedCode,
  });
  it('P5: goes to signing only when nothing is lacking', () => {
    expect(mayStep(at('CONTACTED', ['report']), 'SIGNING', '')).toBe(false);
    expect(mayStep(at('CONTACTED'), 'SIGNING', '')).toBe(true);
    expect(mayStep(at('CONTACTED', ['report']), 'PRESENTED', '')).toBe(true);
  });
  it('goes back only with a reason', () => {
    expect(mayStep(at('CONTACTED'), 'INVITED', '')).toBe(false);
    expect(mayStep(at('CONTACTED'), 'INVITED', '改期')).toBe(true);
  });
  it('is no step where it stands, unless signing was refused', () => {
    expect(mayStep(at('SIGNING'), 'SIGNING', '')).toBe(false);
    expect(mayStep(at('SIGNING', [], 'tier.below-standard'), 'SIGNING', '')).toBe(true);
  });
});

describe('a view of the pipeline in an address', () => {
  it('keeps codes', () =>
    expect(pipelineSearch({ stage: 'SIGNING', staff: 'QX-101', layout: 'board' })).toEqual({
      stage: 'SIGNING',
      staff: 'QX-101',
      layout: 'board',
    }));
  it('drops what is none', () =>
    expect(pipelineSearch({ stage: '王小芳', staff: '王 小芳', layout: 'x', other: 1 })).toEqual({}));
});
