import { Unavailable } from '../failures.js';
import type { Row } from '../row-store/row-store.js';
import { passProgress, runSlicedPass, type Slice } from './sliced-pass.js';
import { WatchedRowStore } from './running.examples.js';

const table = { name: 'accounts.v1', indexes: {} };
async function accounts(count: number) {
  const rows = new WatchedRowStore();
  await rows.declare(table);
  const writes = Array.from({ length: count }, (_, n) => ({
    key: `k-${String(n).padStart(3, '0')}`,
    expected: 0,
    seen: {},
    doc: { n },
  }));
  await rows.commit({ writes: [{ table, rows: writes }] });
  const slices: string[][] = [];
  const work = async (some: readonly Row[]) => void slices.push(some.map(({ key }) => key));
  const slice: Slice = { name: 'close-2026-01-05', table, size: 4, work };
  return { rows, slices, slice };
}

describe('a sliced pass', () => {
  it('takes every row once, in the order of keys, in slices, and tells how far it is', async () => {
    const { rows, slices, slice } = await accounts(10);
    const progress: number[] = [];
    expect(await runSlicedPass(rows, { ...slice, progress: (done) => progress.push(done) })).toEqual({
      done: 10,
      finished: true,
    });
    expect(slices.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(slices.flat()).toEqual(slices.flat().toSorted());
    expect(new Set(slices.flat()).size).toBe(10);
    expect(progress).toEqual([4, 8, 10]);
  });
  it('is done once for ever under its name', async () => {
    const { rows, slices, slice } = await accounts(8);
    await runSlicedPass(rows, slice);
    expect(await runSlicedPass(rows, slice)).toEqual({ done: 8, finished: true });
    expect(slices.flat()).toHaveLength(8);
    await runSlicedPass(rows, { ...slice, name: 'close-2026-01-06' });
    expect(slices.flat()).toHaveLength(16);
  });
  it('after a crash does the slice under way again, and none before it', async () => {
    const { rows, slices, slice } = await accounts(10);
    let fails = true;
    const work = async (some: readonly Row[]) => {
      await slice.work(some);
      if (fails && slices.length === 2) throw new Unavailable('crash');
    };
    await expect(runSlicedPass(rows, { ...slice, work })).rejects.toBeInstanceOf(Unavailable);
    expect(await passProgress(rows, slice.name)).toEqual({ done: 4, finished: false });
    fails = false;
    await runSlicedPass(rows, { ...slice, work });
    expect(slices.map(([first]) => first)).toEqual(['k-000', 'k-004', 'k-004', 'k-008']);
  });
  it('pauses between two slices and goes on where it stood, also when the row it stood at is gone', async () => {
    const { rows, slices, slice } = await accounts(10);
    const pause = new AbortController();
    const work = async (some: readonly Row[]) => {
      await slice.work(some);
      pause.abort();
    };
    expect(await runSlicedPass(rows, { ...slice, work, signal: pause.signal })).toEqual({ done: 4, finished: false });
    await rows.commit({ writes: [{ table, rows: [{ key: 'k-003', expected: 1, seen: {}, doc: null }] }] });
    expect(await runSlicedPass(rows, slice)).toEqual({ done: 10, finished: true });
    expect(slices.map(([first]) => first)).toEqual(['k-000', 'k-004', 'k-008']);
  });
});
