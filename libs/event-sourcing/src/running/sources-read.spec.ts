import { describe, expect, it } from '@jest/globals';
import { SourcesRead, type AskRead, type ReadGoal } from './sources-read.js';

const END = (end: number) => ({ topic: 'branch.events', partition: 0, end: String(end) });

/** Services that are never at rest unless told: each has said and heard so far, and facts go on. */
function branch(services = 2) {
  const world = { head: 1, said: 0, ended: 0, heard: 0, away: false, grows: false };
  const goals: ReadGoal[] = [];
  const ask: AskRead = async (goal) => {
    goals.push(goal);
    if (world.away) return undefined;
    const said = goal.position !== undefined && Number(goal.position) <= world.said;
    const heard = goal.ends !== undefined && goal.ends.every(({ end }) => Number(end) <= world.heard);
    return { atRest: false, said, heard, ends: [END(world.ended)] };
  };
  const read = new SourcesRead(
    Array.from({ length: services }, () => ask),
    async () => String(world.grows ? ++world.head : world.head),
  );
  return { world, goals, past: (instant: string) => read.past(instant) };
}

describe('whether all services have read past an instant', () => {
  it('is not so while a fact that was there at the first asking is not said, or one that was said is not heard', async () => {
    const { world, past } = branch();
    expect(await past('a')).toBeUndefined();
    Object.assign(world, { head: 9, said: 1, ended: 5, heard: 4 });
    expect(await past('b')).toBeUndefined();
    // What was said later is no part of it.
    Object.assign(world, { ended: 50, heard: 5, head: 1 });
    expect(await past('c')).toBe('a');
  });

  it('takes in what followed meanwhile, and what followed from that, as often as effects have effects and no oftener', async () => {
    const { world, past, goals } = branch(1);
    Object.assign(world, { grows: true, said: 99, ended: 3, heard: 3 });
    expect(await past('a')).toBe('a');
    const positions = goals.flatMap(({ position, ends }) => (ends ? [position] : []));
    expect(positions).toEqual(['2', '3', '4', '5', '6']);
  });

  it('ends after the round from which nothing followed', async () => {
    const { world, past, goals } = branch(1);
    Object.assign(world, { said: 1, ended: 3, heard: 3 });
    expect(await past('a')).toBe('a');
    expect(goals).toEqual([{ position: '1' }, {}, { position: '1', ends: [END(3)] }]);
  });

  it('waits for one that does not answer, and knows afterwards what it aimed at', async () => {
    const { world, past } = branch();
    Object.assign(world, { said: 1, ended: 3, heard: 3, away: true });
    expect(await past('a')).toBeUndefined();
    world.away = false;
    expect(await past('b')).toBe('a');
    expect(await past('c')).toBe('c');
  });

  it('answers no later instant than is asked for, though it aimed at a later one before: days come one after the other', async () => {
    const { world, past } = branch();
    expect(await past('day 3')).toBeUndefined();
    Object.assign(world, { said: 1, ended: 3, heard: 3 });
    expect(await past('day 1')).toBe('day 1');
  });
});
