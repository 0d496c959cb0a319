import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { daysBetween } from '@pcrm/contracts';
import { recordTexts, writeFeed, writeHandover } from './feed-text.js';

type Said = { readonly clientNo?: string; readonly businessDate: string; readonly type?: string };
const CLIENTS = ['C1', 'C2'];
const said = (lines: number, calendar: Parameters<typeof recordTexts>[2]): readonly Said[] =>
  recordTexts(CLIENTS, lines, calendar).map((text) => JSON.parse(text) as Said);
const daysOfBalances = (all: readonly Said[]): readonly string[] => [
  ...new Set(all.filter(({ type }) => type !== 'close').map(({ businessDate }) => businessDate)),
];

describe('a feed', () => {
  it('has as many balances as asked for, day by day, and closes the last of them', () => {
    const all = said(5, {});
    expect(all.map(({ clientNo, type }) => clientNo ?? type)).toEqual(['C1', 'C2', 'C1', 'C2', 'C1', 'close']);
    const [first = '', second = '', third = ''] = daysOfBalances(all);
    expect([daysBetween(first, second), daysBetween(second, third)]).toEqual([1, 1]);
    expect(all.at(-1)?.businessDate).toBe(third);
  });

  it('goes on where the one before ended, when that is as many days earlier', () => {
    const [before, after] = [daysOfBalances(said(4, { later: 2 })), daysOfBalances(said(4, {}))];
    expect(daysBetween(before.at(-1) ?? '', after[0] ?? '')).toBe(1);
  });

  it('closes every day, where days lie apart', () => {
    const all = said(4, { apart: 30 });
    expect(all.map(({ clientNo, type }) => clientNo ?? type)).toEqual(['C1', 'C2', 'close', 'C1', 'C2', 'close']);
    const [first = '', second = ''] = daysOfBalances(all);
    expect(daysBetween(first, second)).toBe(30);
  });

  it('says the same as a file and on a topic', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pcrm-feed-'));
    const file = join(folder, 'feed.csv');
    writeFeed(file, CLIENTS, 3);
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    rmSync(folder, { recursive: true });
    const cells = (text: string): readonly unknown[] => {
      const { sequence, clientNo, businessDate, balanceFen } = JSON.parse(text) as Record<
        string,
        string | number | undefined
      >;
      return [String(sequence ?? ''), clientNo ?? '', businessDate, String(balanceFen ?? '')];
    };
    expect(lines.map((line) => line.split(',')).map((cell) => [cell[2], cell[3], cell[5], cell[6]])).toEqual(
      recordTexts(CLIENTS, 3, {}).map(cells),
    );
  });

  it('says all dates of a client together where a history is handed over, and closes the last alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pcrm-feed-'));
    const [handed, monthly] = [join(folder, 'handed.csv'), join(folder, 'monthly.csv')];
    writeHandover(handed, CLIENTS, 3, 30);
    writeFeed(monthly, CLIENTS, 6, { apart: 30 });
    const [lines, others] = [handed, monthly].map((file) => readFileSync(file, 'utf8').trim().split('\n'));
    rmSync(folder, { recursive: true });
    const balances = (of: readonly string[]): readonly string[] => of.filter((line) => line.startsWith('balance'));
    expect(lines?.map((line) => line.split(',')[3]).slice(1)).toEqual(['C1', 'C1', 'C1', 'C2', 'C2', 'C2', '']);
    expect([...balances(lines ?? [])].sort()).toEqual([...balances(others ?? [])].sort());
    expect(lines?.at(-1)).toBe(others?.at(-1));
  });
});
