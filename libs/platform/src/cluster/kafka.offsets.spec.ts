import { describe, expect, it } from '@jest/globals';
import type { OffsetsByTopicPartition } from 'kafkajs';
import { Offsets } from './kafka.offsets.js';

function setting(fails = false) {
  const sent: OffsetsByTopicPartition[] = [];
  const offsets = new Offsets();
  const send = async (what?: OffsetsByTopicPartition): Promise<void> => {
    if (what) sent.push(what);
    if (fails) throw new Error('not the coordinator');
  };
  const commit = (topic: string, partition: number, next: bigint, isHeld = () => true): Promise<void> =>
    offsets.commit({ place: { topic, partition }, next, isHeld, send });
  return { commit, sent };
}

describe('offsets of a member', () => {
  it('go in one request for all partitions that were handled together', async () => {
    const { commit, sent } = setting();
    await Promise.all([commit('a', 0, 5n), commit('b', 2, 7n), commit('a', 1, 6n)]);
    const a = { topic: 'a', partitions: [{ partition: 0, offset: '5' }, { partition: 1, offset: '6' }] }; // prettier-ignore
    expect(sent).toEqual([{ topics: [a, { topic: 'b', partitions: [{ partition: 2, offset: '7' }] }] }]);
    await commit('a', 0, 9n);
    expect(sent).toHaveLength(2);
  });

  it('leave alone what somebody else has by the time they are sent', async () => {
    const { commit, sent } = setting();
    await Promise.all([commit('a', 0, 5n, () => false), commit('a', 1, 6n)]);
    expect(sent).toEqual([{ topics: [{ topic: 'a', partitions: [{ partition: 1, offset: '6' }] }] }]);
    await commit('a', 0, 7n, () => false);
    expect(sent).toHaveLength(1);
  });

  it('fail for all of them when the request does', async () => {
    const { commit } = setting(true);
    const ended = await Promise.allSettled([commit('a', 0, 5n), commit('a', 1, 6n)]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
