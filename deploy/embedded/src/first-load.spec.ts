import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoStateOf, keepDemoState, settleDemoState } from './demo-state.js';
import { isFirstLoad } from './first-load.js';

const plan = { seed: 1, clients: 50, days: 10, start: '2026-11-14' };
const noon = Date.parse('2026-11-23T04:00:00.000Z');

describe('the first load of a demo', () => {
  let path: string;
  const kept = () => readFileSync(join(path, 'facts.sqlite'), 'utf8');
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'pcrm-first-load-'));
    writeFileSync(join(path, 'facts.sqlite'), 'facts');
    writeFileSync(join(path, 'facts.sqlite-wal'), 'newer facts');
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  it('goes on where it stopped as long as the machine runs', () => {
    keepDemoState(path, { plan, done: 4, machineStartedAt: noon });
    expect(isFirstLoad({ kind: 'demo', path }, noon + 1_000)).toBe(true);
    expect(demoStateOf(path)?.done).toBe(4);
    expect(kept()).toBe('facts');
  });

  it('begins anew when the machine went down in the middle of it, also after its last day', () => {
    keepDemoState(path, { plan, done: 10, machineStartedAt: noon });
    expect(isFirstLoad({ kind: 'demo', path }, noon + 3_600_000)).toBe(true);
    expect(demoStateOf(path)).toBeUndefined();
    expect(kept()).toBe('');
    expect(() => readFileSync(join(path, 'facts.sqlite-wal'))).toThrow('ENOENT');
  });

  it('is over once all of it is on the disk, also when no copy could be made', () => {
    keepDemoState(path, { plan, done: 10, machineStartedAt: noon });
    settleDemoState(path);
    expect(isFirstLoad({ kind: 'demo', path }, noon + 3_600_000)).toBe(false);
    expect(kept()).toBe('facts');
  });

  it('is over once there is a copy; then nothing is ever taken away', () => {
    mkdirSync(join(path, 'saved'));
    keepDemoState(path, { plan, done: 10, machineStartedAt: noon });
    expect(isFirstLoad({ kind: 'demo', path }, noon + 3_600_000)).toBe(false);
    expect(kept()).toBe('facts');
  });

  it('never touches a real branch', () => {
    keepDemoState(path, { plan, done: 4, machineStartedAt: noon });
    expect(isFirstLoad({ kind: 'branch', path }, noon + 3_600_000)).toBe(false);
    expect(kept()).toBe('facts');
  });
});
