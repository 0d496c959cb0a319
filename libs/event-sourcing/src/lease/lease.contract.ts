import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.js';
import type { Held, Lease } from './lease.js';

/** Two processes that share leases, and a way to make whoever holds one lose it as if it had stopped renewing. */
export type OpenedLeases = {
  readonly one: Lease;
  readonly other: Lease;
  readonly lapse: (name: string) => Promise<void>;
};
let names = 0;
const fresh = (): string => `contract-lease-${String(++names)}`;
const never = new AbortController().signal;

/** What every Lease promises. An adapter is finished when this passes. */
export const leaseContract = (adapter: string, open: () => Promise<OpenedLeases>): void =>
  describe(`${adapter} as a Lease`, () => {
    let leases: OpenedLeases;
    beforeEach(async () => {
      leases = await open();
    });
    afterEach(async () => {
      await leases.one[Symbol.asyncDispose]();
      await leases.other[Symbol.asyncDispose]();
    });
    const acquired = async (lease: Lease, name: string): Promise<Held> => {
      const held = await lease.acquire(name, never);
      if (!held) throw new Error('not acquired');
      return held;
    };

    it('is held by one at a time, in one process or in two', async () => {
      const name = fresh();
      const held = await acquired(leases.one, name);
      const got: string[] = [];
      const waiting = [leases.one, leases.other].map((lease, n) =>
        lease.acquire(name, never).then((next) => {
          got.push(String(n));
          return next;
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(got).toEqual([]);
      expect(held.lost.aborted).toBe(false);
      await held[Symbol.asyncDispose]();
      const second = await Promise.race(waiting);
      expect(got).toHaveLength(1);
      await second?.[Symbol.asyncDispose]();
      for (const rest of await Promise.all(waiting)) await rest?.[Symbol.asyncDispose]();
      expect(got.sort()).toEqual(['0', '1']);
    });

    it('gives a token that only ever grows, over holders and processes', async () => {
      const name = fresh();
      const tokens: number[] = [];
      for (const lease of [leases.one, leases.other, leases.other, leases.one]) {
        await using held = await acquired(lease, name);
        tokens.push(held.token);
      }
      expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
      expect(tokens).toHaveLength(4);
    });

    it('aborts `lost` when it was taken away, and the next holder has a greater token', async () => {
      const name = fresh();
      const held = await acquired(leases.one, name);
      await leases.lapse(name);
      const next = await acquired(leases.other, name);
      await eventually(() => expect(held.lost.aborted).toBe(true));
      expect(next.token).toBeGreaterThan(held.token);
      await held[Symbol.asyncDispose]();
      expect(next.lost.aborted).toBe(false);
      await expect(leases.one.acquire(name, AbortSignal.timeout(30))).resolves.toBeUndefined();
    });

    it('different names know nothing of each other', async () => {
      const [a, b] = [await acquired(leases.one, fresh()), await acquired(leases.other, fresh())];
      expect([a.lost.aborted, b.lost.aborted]).toEqual([false, false]);
    });

    it('stops waiting, with nothing, when the signal aborts; who waits behind is not held up', async () => {
      const name = fresh();
      const held = await acquired(leases.one, name);
      const stop = new AbortController();
      const given = leases.other.acquire(name, stop.signal);
      const behind = leases.other.acquire(name, never);
      stop.abort();
      expect(await given).toBeUndefined();
      expect(await leases.other.acquire(fresh(), AbortSignal.abort())).toBeUndefined();
      await held[Symbol.asyncDispose]();
      expect((await behind)?.token).toBeGreaterThan(held.token);
    });

    it('lets go of everything when its process ends', async () => {
      const name = fresh();
      const held = await acquired(leases.one, name);
      await leases.one[Symbol.asyncDispose]();
      expect((await acquired(leases.other, name)).token).toBeGreaterThan(held.token);
    });
  });
