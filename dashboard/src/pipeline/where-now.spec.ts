import { signingNow, whereNow } from './where-now.js';

const line = { stage: 'SIGNING', open: true, targetTier: 'platinum', refusedCode: null } as const;
const signed = { ...line, stage: 'SIGNED', open: false } as const;
const atOnce = () => Promise.resolve();

describe('where an opportunity is after it was moved', () => {
  it('is its new stage; at signing, that it was asked for', () => {
    expect(whereNow({ ...line, stage: 'INVITED' })).toEqual({ kind: 'moved', stage: 'INVITED' });
    expect(whereNow(line)).toEqual({ kind: 'asked' });
  });
  it('is signed with its tier, or refused with the reason', () => {
    expect(whereNow(signed)).toEqual({ kind: 'signed', tier: 'platinum' });
    const refusedCode = 'tier.below-standard';
    expect(whereNow({ ...line, refusedCode })).toEqual({ kind: 'refused', code: refusedCode });
  });
  it('is looked at until the signing is decided, however the reading goes meanwhile', async () => {
    const told = [Promise.resolve(line), Promise.reject<typeof line>(new Error('away')), Promise.resolve(signed)];
    const read = () => told.shift() ?? Promise.reject<typeof line>(new Error('asked too often'));
    await expect(signingNow(read, atOnce)).resolves.toEqual({ kind: 'signed', tier: 'platinum' });
    expect(told).toEqual([]);
  });
  it('stays “asked for” when nothing is decided in time', async () => {
    let looks = 0;
    const waiting = () => (looks++, Promise.resolve(line));
    await expect(signingNow(waiting, atOnce)).resolves.toEqual({ kind: 'asked' });
    expect(looks).toBe(10);
  });
});
