import { describe, expect, it } from '@jest/globals';
import { FILES, firstKills, inWords, killOf } from './kill-plan.js';
import { deedsOf, feedOf } from './story/days.js';
import { beginning } from './story/tell.js';
import { managersOf } from './story/people.js';

const ROUNDS = Array.from({ length: 60 }, (_, round) => round);

describe('the kills of a seed', () => {
  it('are the same each time, and other ones for another seed', () => {
    expect(ROUNDS.map((round) => killOf(4, round))).toEqual(ROUNDS.map((round) => killOf(4, round)));
    expect(firstKills(4)).toEqual(firstKills(4));
    expect(ROUNDS.map((round) => killOf(4, round))).not.toEqual(ROUNDS.map((round) => killOf(5, round)));
  });

  it('come in every phase and way, starts among them', () => {
    const kills = ROUNDS.map((round) => killOf(1, round));
    expect(new Set(kills.map(({ phase }) => phase))).toEqual(new Set(['morning', 'work', 'closing']));
    expect(new Set(kills.map(({ how }) => how))).toEqual(
      new Set(['load', 'stop', 'rebuild', 'checkpoint', 'migration']),
    );
    expect(new Set(kills.map(({ starts }) => starts.length))).toEqual(new Set([0, 1, 2]));
    expect(new Set(kills.map(({ migrating }) => migrating.files)).size).toBe(FILES);
  });
});

describe('a kill in words', () => {
  const kill = { ...killOf(1, 0), phase: 'work' as const, after: 0.375, starts: [0.5] };
  it('says when it came', () => {
    expect(inWords({ ...kill, how: 'load' })).toBe('work at 38 %, its next start at 50 %');
    expect(inWords({ ...kill, how: 'stop', stoppingMs: 9, starts: [] })).toBe('work at 38 %, stopping for 9 ms');
    expect(inWords({ ...kill, how: 'rebuild', rebuilt: { what: ['clients', 'client-list'], ms: 9 }, starts: [] })).toBe(
      'work at 38 %, 9 ms into rebuilding clients.client-list',
    );
    expect(inWords({ ...kill, how: 'checkpoint', movingMs: 2, starts: [] })).toBe(
      'work done, 2 ms into moving a log into its file',
    );
    expect(inWords({ ...kill, how: 'migration', migrating: { files: 3, ms: 7 } })).toBe(
      'work at 38 %, and 7 ms into file 3 of a migration, its next start at 50 %',
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
