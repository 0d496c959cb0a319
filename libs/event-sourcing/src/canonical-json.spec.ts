import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, digest } from './canonical-json.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, shuffled(inner)]),
  );
};

describe('canonical JSON', () => {
  it('orders names at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ b: [3, 1, { d: 1, c: null }], a: '王', z: undefined })).toBe(
      '{"a":"王","b":[3,1,{"c":null,"d":1}]}',
    );
  });

  it('is the same text for the same value, in whatever order it was written; and parses back to it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('has a digest that tells different values apart and does not depend on order', () => {
    expect(digest({ a: 1, b: 2 })).toBe(digest({ b: 2, a: 1 }));
    expect(digest({ a: 1, b: 2 })).not.toBe(digest({ a: 2, b: 1 }));
    expect(digest([])).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
    expect(digest(undefined)).toBe(digest(null));
  });
});
