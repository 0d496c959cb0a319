import { describe, expect, it } from '@jest/globals';
import { argumentsOf, BadArguments, usage } from './arguments.js';

const SECTIONS = ['append', 'page', 'feed'];
const asked = (line: string) => argumentsOf(line === '' ? [] : line.split(' '), SECTIONS);

describe('what is asked for', () => {
  it('is everything, at full size, unless something else is said', () =>
    expect(asked('')).toEqual({
      ...{ sections: SECTIONS, quick: false, clients: 5_000, days: 30, runs: 5, lines: [10_000, 30_000, 100_000] },
      ...{ imported: false, handedOver: false, minutes: 0 },
    }));

  it('are the sections named, in their own order', () =>
    expect(asked('page append')?.sections).toEqual(['append', 'page']));

  it('JSON goes into the file named, else in the place of the table', () => {
    expect(asked('--json figures.json page')).toMatchObject({ json: 'figures.json', sections: ['page'] });
    expect(asked('--json page')).toMatchObject({ json: '-', sections: ['page'] });
    expect(asked('page --json')).toMatchObject({ json: '-' });
  });

  it('a trial is small, wherever the word stands, and sizes may be named', () => {
    expect(asked('--runs 1 --quick')).toMatchObject({ quick: true, runs: 1, clients: 300 });
    expect(asked('--quick --clients 700 --days 9')).toMatchObject({ clients: 700, days: 9 });
    expect(asked('--lines 500,1000000 page')).toMatchObject({ lines: [500, 1_000_000], sections: ['page'] });
    expect(asked('--lines 500,900,500')).toMatchObject({ lines: [500, 900] });
    expect(asked('--profile somewhere page')).toMatchObject({ profile: 'somewhere', sections: ['page'] });
  });

  it('a history that is handed over is imported', () =>
    expect(asked('page --handed-over')).toMatchObject({ imported: true, handedOver: true }));

  it('a history may be imported, kept, and worked on for some time', () =>
    expect(asked('page --imported --branch kept --minutes 60')).toMatchObject({
      ...{ sections: ['page'], imported: true, branch: 'kept', minutes: 60 },
    }));

  it('only the usage, which names every section', () => {
    expect(asked('page --help')).toBeUndefined();
    expect(usage([['page', 'a page']])).toContain('page       a page');
  });

  it.each([
    ['pages', 'there is no section pages: there are append, page, feed'],
    ['--fast', 'there is no option --fast'],
    ['--runs 4', '--runs takes a whole number from 5 to 100'],
    ['--runs', '--runs takes a whole number from 5 to 100'],
    ['--clients many', '--clients takes a whole number from 100 to 1000000'],
    ['--branch', '--branch takes a folder'],
    ['--minutes 0', '--minutes takes a whole number from 1 to 1440'],
    ['--profile page', '--profile takes a folder'],
    ['--lines', '--lines takes whole numbers from 100 to 10000000, separated by commas'],
    ['--lines 500,1', '--lines takes whole numbers from 100 to 10000000, separated by commas'],
  ])('%s makes no sense', (line, message) => {
    expect(() => asked(line)).toThrow(new BadArguments(message));
  });
});
