import { describe, expect, it } from '@jest/globals';
import type { KnownTopics } from './kafka.known-topics.js';
import { Offsets } from './kafka.offsets.js';
import { Standing } from './kafka.standing.js';
import { Tenure } from './kafka.tenure.js';

const TOPIC = 'clients.events';
const NOW = 7;

/** A group on one topic, whose offsets per partition are these; counts how often it is asked where it stands. */
function setting(ends: readonly bigint[], committed: readonly (bigint | undefined)[]) {
  const asked: string[] = [];
  const standing = new Standing('allocation', {
    topics: { nextOffsets: async () => new Map(ends.entries()) } as unknown as KnownTopics,
    committed: async (group, topic) => {
      asked.push(`${group} ${topic}`);
      return new Map([...committed.entries()].filter((each): each is [number, bigint] => each[1] !== undefined));
    },
  });
  const tools = { handler: async () => undefined, limit: 1, now: () => 0, alive: () => undefined, mayBeat: () => true };
  const holding = (partition: number, next?: bigint): Tenure =>
    Object.assign(
      new Tenure({ topic: TOPIC, partition }, { ...tools, beatEveryMs: 1_000, offsets: new Offsets() }, undefined),
      { next },
    );
  const look = async (...held: Tenure[]): Promise<readonly number[]> => {
    await standing.look(held, () => NOW);
    return held.map(({ progress }) => progress);
  };
  return { asked, holding, look, lag: (...held: Tenure[]) => standing.lag([TOPIC], held) };
}

describe('where a member of a group stands', () => {
  it('is not asked for what it has handled itself, nor where nothing was ever said', async () => {
    const { asked, holding, look, lag } = setting([3n, 0n], []);
    const held = [holding(0, 3n), holding(1)];
    expect(await look(...held)).toEqual([NOW, NOW]);
    expect(await lag(...held)).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is asked once for what the group had handled before: nobody else moves what is held', async () => {
    const { asked, holding, look } = setting([3n, 2n], [3n, 1n]);
    const held = [holding(0), holding(1)];
    expect(await look(...held)).toEqual([NOW, 0]);
    expect(await look(...held)).toEqual([NOW, 0]);
    expect(asked).toEqual(['allocation clients.events']);
  });

  it('is asked again as long as the group has never handled anything there', async () => {
    const { asked, holding, look } = setting([2n], [undefined]);
    const held = [holding(0)];
    expect(await look(...held)).toEqual([0]);
    expect(await look(...held)).toEqual([0]);
    expect(asked).toHaveLength(2);
  });

  it('is asked for partitions of others whenever somebody wants the whole, and never to look after its own', async () => {
    const { asked, holding, look, lag } = setting([3n, 5n], [1n, 3n]);
    const mine = holding(0, 2n);
    await look(mine);
    expect(asked).toEqual([]);
    expect(await lag(mine)).toBe(1 + 2);
    expect(await lag(mine)).toBe(1 + 2);
    expect(asked).toHaveLength(2);
  });

  it('is not remembered of a partition that was lost', async () => {
    const { holding, lag } = setting([3n], [1n]);
    const lost = holding(0);
    lost.lose();
    expect(await lag(lost)).toBe(2);
    expect(lost.next).toBeUndefined();
  });
});
