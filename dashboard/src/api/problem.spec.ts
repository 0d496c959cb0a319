import { asProblem, isPassing, Problem, problemOf, unreachable } from './problem.js';

describe('a problem', () => {
  it('is tried again by itself only when it passes', () => {
    expect([
      isPassing(unreachable('x')),
      isPassing(problemOf(503, undefined)),
      isPassing(problemOf(502, undefined)),
    ]).toEqual([true, true, true]);
    expect([
      isPassing(problemOf(422, undefined)),
      isPassing(problemOf(500, undefined)),
      isPassing(new Error('x')),
    ]).toEqual([false, false, false]);
  });
  it('has no rule where none is named', () => expect(problemOf(422, { code: 'a.b', title: 't' }).rule).toBeUndefined());
  it('keeps a fault of the page as one', () => {
    expect(asProblem(new TypeError('x is undefined'))).toMatchObject({ status: -1, message: 'x is undefined' });
    const problem = new Problem({ status: 404, code: 'resource.not-found', title: '未找到' });
    expect(asProblem(problem)).toBe(problem);
  });
});
