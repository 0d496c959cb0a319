import { renderToStaticMarkup } from 'react-dom/server';
import { problemOf, unreachable, type Problem } from '../api/problem.js';
import { learnWords } from '../words/i18n.js';
import { Failed } from './shown.js';

beforeAll(learnWords);

const told = (error: Problem): string => renderToStaticMarkup(<Failed error={error} safe />);

describe('what failed while something was typed', () => {
  it('is said to have changed nothing where the platform refused it', () =>
    expect(told(problemOf(422, undefined))).toContain('数据未受影响'));
  it.each([
    ['nobody answered', unreachable('无法连接服务器')],
    ['something on the way answered', problemOf(504, undefined)],
  ])('is not said to have changed nothing where %s', (_who, problem) => {
    expect(told(problem)).not.toContain('数据未受影响');
    expect(told(problem)).toContain('尚不确定服务器是否已收到；已填内容已保留');
  });
});
