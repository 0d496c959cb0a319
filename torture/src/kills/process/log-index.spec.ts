import { describe, expect, it } from '@jest/globals';
import { logIndexOf } from './log-index.js';

describe('the index of a write-ahead log', () => {
  it('tells of frames: how many, how many are in the file, how many were to be moved there', () => {
    const index = Buffer.alloc(32_768);
    for (const [at, frames] of [
      [16, 9],
      [96, 3],
      [128, 7],
    ] as const)
      index.writeUInt32LE(frames, at);
    expect(logIndexOf(index)).toEqual({ frames: 9, moved: 3, setOut: 7 });
  });
  it('tells nothing where it was only just begun', () =>
    expect(logIndexOf(Buffer.alloc(0))).toEqual({ frames: 0, moved: 0, setOut: 0 }));
});
