import { describe, expect, it } from '@jest/globals';
import type { KeysOf } from '@pcrm/event-sourcing';
import { openPage, sealPage } from './sealed-page.js';

const wrapping = new Uint8Array(32).fill(7);
const keys: readonly KeysOf[] = [
  { subject: 'client-1', identity: new Uint8Array(32).fill(1), profile: new Uint8Array(32).fill(2) },
  { subject: 'client-2', identity: 'destroyed', profile: new Uint8Array(32).fill(3) },
];

describe('a page of keys', () => {
  it('opens with its key in its place, keys and tombstones as they were', () => {
    const sealed = sealPage(wrapping, 4, { keys, last: true });
    expect(openPage(wrapping, 4, sealed)).toEqual({ keys, last: true });
    expect(sealed).not.toContain('client');
    expect(openPage(wrapping, 0, sealPage(wrapping, 0, { keys: [], last: false }))).toEqual({ keys: [], last: false });
  });

  it('does not open with another key, in another place, or when a character was changed', () => {
    const sealed = sealPage(wrapping, 4, { keys, last: false });
    expect(openPage(new Uint8Array(32).fill(8), 4, sealed)).toBeUndefined();
    expect(openPage(wrapping, 5, sealed)).toBeUndefined();
    for (const at of [0, 30, sealed.length - 10]) {
      const other = sealed.charAt(at) === 'A' ? 'B' : 'A';
      expect(openPage(wrapping, 4, sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeUndefined();
    }
    expect(openPage(wrapping, 4, '')).toBeUndefined();
  });

  it('never looks the same twice', () => {
    const once = sealPage(wrapping, 0, { keys, last: true });
    expect(sealPage(wrapping, 0, { keys, last: true })).not.toBe(once);
  });
});
