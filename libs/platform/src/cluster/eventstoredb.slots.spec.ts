import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { Slots } from './eventstoredb.slots.js';

describe('slots', () => {
  it('let no more works run at once than there are, in the order they came', async () => {
    const slots = new Slots(3, 10_000);
    let [running, most] = [0, 0];
    const began: number[] = [];
    await Promise.all(
      Array.from({ length: 5_000 }, (_, n) =>
        slots.run(async () => {
          began.push(n);
          most = Math.max(most, ++running);
          if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(began).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
  });

  it('turn away who would wait behind too many, and are free again after a failure', async () => {
    const slots = new Slots(1, 2);
    const { promise, reject } = Promise.withResolvers<string>();
    const first = slots.run(() => promise);
    const waiting = [slots.run(async () => 'b'), slots.run(async () => 'c')];
    await expect(slots.run(async () => 'd')).rejects.toBeInstanceOf(Unavailable);
    reject(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    expect(await Promise.all(waiting)).toEqual(['b', 'c']);
    expect(await slots.run(async () => 'e')).toBe('e');
  });
});
