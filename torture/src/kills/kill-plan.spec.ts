import { describe, expect, it } from '@jest/globals';
import { firstKills, inWords, killOf } from './kill-plan.js';
import { Chance } from './process/chance.js';
import { deedsOf, feedOf } from './story/days.js';
import { beginning } from './story/tell.js';
import { managersOf } from './story/people.js';

const ROUNDS = Array.from({ length: 60 }, (_, round) => round);

describe('chance', () => {
  it('is the same for the same seed and question, another one for another', () => {
    const drawn = (seed: number, what: string) => {
      const chance = new Chance(seed, what);
      return Array.from({ length: 5 }, () => chance.next());
    };
    expect(drawn(1, 'a')).toEqual(drawn(1, 'a'));
    expect(drawn(1, 'a')).not.toEqual(drawn(2, 'a'));
    expect(drawn(1, 'a')).not.toEqual(drawn(1, 'b'));
  });

  it('stays within its bounds, and chooses nobody twice', () => {
    const chance = new Chance(3, 'bounds');
    for (let nth = 0; nth < 200; nth++) {
      const drawn = chance.between(5, 7);
      expect([5, 6, 7]).toContain(drawn);
    }
    expect(new Set(chance.several([1, 2, 3, 4, 5], 4)).size).toBe(4);
    expect(chance.several([1, 2], 5).toSorted()).toEqual([1, 2]);
  });
});

describe('the kills of a seed', () => {
  it('are the same each time, and other ones for another seed', () => {
    expect(ROUNDS.map((round) => killOf(4, round))).toEqual(ROUNDS.map((round) => killOf(4, round)));
    expect(firstKills(4)).toEqual(firstKills(4));
    expect(ROUNDS.map((round) => killOf(4, round))).not.toEqual(ROUNDS.map((round) => killOf(5, round)));
  });

  it('come in every phase and way, starts among them', () => {
    const kills = ROUNDS.map((round) => killOf(1, round));
    expect(new Set(kills.map(({ phase }) => phase))).toEqual(new Set(['morning', 'work', 'closing']));
    expect(new Set(kills.map(({ how }) => how))).toEqual(new Set(['load', 'stop', 'rebuild', 'checkpoint']));
    expect(new Set(kills.map(({ starts }) => starts.length))).toEqual(new Set([0, 1, 2]));
    expect(inWords({ ...killOf(1, 0), how: 'stop', phase: 'work', afterMs: 5, stoppingMs: 9, starts: [70] })).toBe(
      'work, 5 ms in, stopping for 9 ms, its next start after 70 ms',
    );
  });
});

describe('the story of a seed', () => {
  const assigned = () => {
    const standing = beginning(20);
    for (const { clientId, outletId, signed } of standing.clients)
      if (signed) standing.maintainers.set(clientId, managersOf(outletId)[0] ?? '');
    return standing;
  };

  it('asks the same with the same keys each time', () => {
    const told = () => {
      const standing = assigned();
      return [0, 1, 2].map((day) => [deedsOf(8, day, standing), feedOf(8, day, standing)]);
    };
    expect(told()).toEqual(told());
  });

  it('does one thing with a client on a day, so that nothing depends on what comes first', () => {
    const deeds = deedsOf(8, 0, assigned());
    expect(deeds.length).toBeGreaterThan(15);
    expect(new Set(deeds.map(({ about }) => about)).size).toBe(deeds.length);
    expect(new Set(deeds.map(({ call }) => call.key)).size).toBe(deeds.length);
  });
});
