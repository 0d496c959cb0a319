import { businessFields, digestTable } from './digest.js';
import { WatchedRowStore } from './running.examples.js';

const table = { name: 'view.v1', indexes: {} };
async function digestOf(docs: Record<string, object>, { version = 1, seen = {}, business = businessFields } = {}) {
  const rows = new WatchedRowStore();
  await rows.declare(table);
  for (let n = 0; n < version; n++) {
    const writes = Object.entries(docs).map(([key, doc]) => ({ key, expected: n, seen, doc: doc as never }));
    await rows.commit({ writes: [{ table, rows: writes }] });
  }
  return digestTable(rows, 'view', table, business);
}

describe('the digest of a view', () => {
  it('counts the rows and is the SHA-256 of their canonical JSON by key', async () => {
    expect(await digestOf({ ada: { b: 1, a: [null, 'ü'] }, bob: {} })).toEqual({
      view: 'view',
      rows: 2,
      // printf '"ada" {"a":[null,"ü"],"b":1}\n"bob" {}\n' | sha256sum
      sha256: '84387198a8e76d5fd47c37bb9db77127866a068db4c9c13783617885c008bdfe',
    });
  });
  it('knows no order of writing or of names, no version and no position', async () => {
    const one = await digestOf({ ada: { a: 1, b: { c: 1, d: 2 } }, bob: { x: 1 } });
    expect(
      await digestOf({ bob: { x: 1 }, ada: { b: { d: 2, c: 1 }, a: 1 } }, { version: 3, seen: { clients: '9' } }),
    ).toEqual(one);
  });
  it('leaves out fields whose names start with _, at any depth, unless the projection says what counts', async () => {
    const one = await digestOf({ ada: { a: [{ b: 1 }] } });
    expect(await digestOf({ ada: { a: [{ b: 1, _token: 'x' }], _seal: 'y' } })).toEqual(one);
    expect(
      await digestOf({ ada: { a: 7, noise: 1 } }, { business: (row) => ({ a: (row as { a: number }).a }) }),
    ).toEqual(await digestOf({ ada: { a: 7 } }));
  });
  it('differs with a value, a key and a missing row', async () => {
    const digests = await Promise.all(
      [{ ada: { a: 1 } }, { ada: { a: 2 } }, { adb: { a: 1 } }, {}].map((docs) => digestOf(docs)),
    );
    expect(new Set(digests.map(({ sha256 }) => sha256)).size).toBe(4);
  });
  it('streams over more rows than a page holds', async () => {
    const docs = Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [`k-${String(n)}`, { n }]));
    expect((await digestOf(docs)).rows).toBe(2_500);
  });
});
