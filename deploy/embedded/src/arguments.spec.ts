import { argumentsOf, BadArguments } from './arguments.js';
import { ProgressBar } from './progress-bar.js';

describe('the arguments of the start', () => {
  it('begin the demo branch when there are none', () => {
    expect(argumentsOf([])).toEqual({ empty: false, demo: { clients: 5_000, days: 365, seed: 1 } });
  });
  it('begin a real branch', () => {
    expect(argumentsOf(['--empty'])?.empty).toBe(true);
  });
  it('ask for help', () => {
    expect(argumentsOf(['--help'])).toBeUndefined();
  });
  it.each([[['--clients', 'many']], [['--days', '0']], [['--seed', '1.5']], [['--emtpy']], [['demo']]])(
    'are refused: %j',
    (args) => {
      expect(() => argumentsOf(args)).toThrow(BadArguments);
    },
  );
});

describe('the progress bar', () => {
  it('writes a line for every tenth where there is no terminal', () => {
    const written: string[] = [];
    const bar = new ProgressBar('loading', { isTTY: false, write: (text: string) => written.push(text) > 0 });
    for (let done = 0; done <= 200; done++) bar.show(done, 200);
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe('loading 100 %\n');
  });
});
