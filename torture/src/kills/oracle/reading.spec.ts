import { describe, expect, it } from '@jest/globals';
import type { Call } from '../process/branch.js';
import { SERVICES, settled } from './reading.js';

/** A branch whose views take in one thing with each look at them, this many in all; at rest then, or never. */
function branchOf({ things, rests }: { readonly things: number; readonly rests: boolean }) {
  const looks = { drained: 0, views: 0 };
  const acknowledged = async ({ path }: Call): Promise<unknown> => {
    const what = path.endsWith('views') ? 'views' : 'drained';
    const look = Math.floor(looks[what]++ / SERVICES.length);
    if (what === 'views') return [{ view: 'clients.client-list.v1', applied: Math.min(look, things) }];
    return rests && looks.views / SERVICES.length > things ? { drained: true, standing: '7' } : { drained: false };
  };
  return { branch: { acknowledged } as unknown as Parameters<typeof settled>[0], looks };
}

describe('a branch that is not at rest', () => {
  it('is waited for as long as its views take something in', async () => {
    const { branch, looks } = branchOf({ things: 5, rests: true });
    await settled(branch, { lookMs: 10, longestMs: 60_000 });
    expect(looks.views).toBeGreaterThanOrEqual(6 * SERVICES.length);
  });

  it('has failed once they stand still', async () => {
    const { branch } = branchOf({ things: 2, rests: false });
    await expect(settled(branch, { lookMs: 10, longestMs: 60_000 })).rejects.toThrow('stands still');
  });

  it('has failed where it never ends', async () => {
    const { branch } = branchOf({ things: Infinity, rests: false });
    await expect(settled(branch, { lookMs: 10, longestMs: 100 })).rejects.toThrow('does not come to rest');
  });
});
