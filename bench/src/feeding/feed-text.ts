import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, toShanghaiDate } from '@pcrm/contracts';

type Numbered = { readonly clientNo: string };

const COLUMNS = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId';
const CLASSES = ['deposit', 'wealthProduct', 'fund', 'insurance', 'treasuryBond', 'metal'] as const;
const today = (): string => toShanghaiDate(new Date().toISOString());

/** Between 50,000 and 1,050,000 yuan by client, two per cent up or down from day to day; in fen. */
const balanceOf = (client: number, day: number): number =>
  Math.round((5_000_000 + ((client * 7_919) % 100) * 1_000_000) * (0.98 + ((client * 31 + day * 17) % 40) / 1_000));

/** What core banking knows of all clients today, every class: a date that is not closed yet. */
export function todaysFeed(clients: readonly Numbered[], sequence: number): string {
  const lines = clients.flatMap(({ clientNo }, at) =>
    CLASSES.map(
      (assetClass, nth) =>
        `balance,core,${String(sequence)},${clientNo},${assetClass},${today()},${String(balanceOf(at + nth, sequence % 1_000))},CNY,`,
    ),
  );
  return [COLUMNS, ...lines, ''].join('\n');
}

export function rawFeedFile(folder: string, text: string): string {
  const file = join(folder, 'feed.csv');
  writeFileSync(file, text);
  return file;
}

/** A date of the feed is closed after every so many. */
const CLOSED_EVERY = 10;

/** Writes a feed of so many balances: deposits of all clients, day by day up to yesterday, every tenth day and the last one closed. */
export function writeFeed(file: string, clients: readonly string[], lines: number): void {
  writeFileSync(file, `${COLUMNS}\n`);
  const days = Math.ceil(lines / clients.length);
  let left = lines;
  for (let day = 1; day <= days; day++) {
    const date = addDays(today(), day - days - 1);
    const balances = clients
      .slice(0, left)
      .map(
        (clientNo, at) =>
          `balance,core,${String(day)},${clientNo},deposit,${date},${String(balanceOf(at, day))},CNY,\n`,
      );
    left -= balances.length;
    const closing = day % CLOSED_EVERY === 0 || day === days ? `close,,,,,${date},,,\n` : '';
    appendFileSync(file, balances.join('') + closing);
  }
}
