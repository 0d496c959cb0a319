import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TemporaryFolder } from '../../leftovers.js';
import { tokenFile } from './token-file.js';

describe('the token of a judge', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is written anew well within its five minutes, as long as somebody asks with it', async () => {
    using folder = new TemporaryFolder('token');
    const path = join(folder.path, 'token');
    let minted = 0;
    const kept = await tokenFile(path, async () => await Promise.resolve(`token ${String(++minted)}`));
    expect(readFileSync(path, 'utf8')).toBe('token 1');
    await jest.advanceTimersByTimeAsync(150_000);
    expect(readFileSync(path, 'utf8')).toBe('token 3');
    expect(readdirSync(folder.path)).toEqual(['token']);
    kept[Symbol.dispose]();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(minted).toBe(3);
  });
});
