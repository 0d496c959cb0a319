import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openBranch, type Branch } from './branch.js';
import { held, pcrm, type Held } from './moving.js';
import { AFTER, replayed } from './replayed.js';
import { deskOf } from './words.js';

jest.setTimeout(240_000);

let folder: string;
let source: Branch;
let digest: readonly string[];
let before: Held;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-move-'));
  source = await openBranch();
  digest = await replayed(source);
  before = held(source.path);
  const keys = await pcrm(source, ['keys', 'export', file('keys.jsonl')]);
  const facts = await pcrm(source, ['facts', 'export', file('facts.jsonl')]);
  expect([keys, facts]).toMatchObject([{ code: 0 }, { code: 0 }]);
}, 240_000);
afterAll(async () => {
  await source[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('a branch that is moved', () => {
  it('has the digest it had, every fact in its place, and nobody acts again', async () => {
    console.log(before.facts.length, before.messages.length);
    await using target = await openBranch(undefined, AFTER);
    expect(await pcrm(target, ['keys', 'import', file('keys.jsonl')])).toMatchObject({ code: 0 });
    const came = await pcrm(target, ['facts', 'import', file('facts.jsonl')]);
    expect(came).toMatchObject({ code: 0 });
    await target.drained();
    expect(held(target.path).facts).toEqual(before.facts);
    expect(await deskOf(target).digest()).toEqual(digest);
    expect(held(target.path).messages).toEqual(before.messages);
  });
});
