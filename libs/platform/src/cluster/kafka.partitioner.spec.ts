import { partitionOf } from './kafka.partitioner.js';

describe('the partition of a key', () => {
  // As Kafka's Java client computes them: toPositive(murmur2(bytes)) % partitions. They must never change.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ])('of %s comes from its murmur2 hash', (key, hash) => {
    for (const partitions of [1, 6, 12]) expect(partitionOf(key, partitions)).toBe((hash & 0x7fffffff) % partitions);
  });

  it('takes a key in any script by its UTF-8 bytes', () => {
    expect(partitionOf('王小明 𠮷', 1_000_000)).toBe(partitionOf(Buffer.from('王小明 𠮷').toString(), 1_000_000));
    expect(new Set(Array.from({ length: 600 }, (_, n) => partitionOf(`客户-${String(n)}`, 6))).size).toBe(6);
  });
});
