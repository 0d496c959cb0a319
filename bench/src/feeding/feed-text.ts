import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayNumber, toShanghaiDate } from '@pcrm/contracts';

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

/** Clients whose lines are written to a file in one go. */
const WRITTEN_TOGETHER = 10_000;

type FedDay = {
  readonly date: string;
  /** Of later days higher. */
  readonly sequence: number;
  readonly balances: readonly (readonly [clientNo: string, balanceFen: number])[];
  readonly closes: boolean;
};

export const daysOf = (clients: readonly string[], lines: number): number => Math.ceil(lines / clients.length);

/** `later` days come after the last one, and each is so many days `apart` from the next. */
type Calendar = { readonly later?: number; readonly apart?: number };

/** So many balances: deposits of all clients, day by day up to yesterday, every tenth day and the last one closed; days apart all are. */
function* fedDays(clients: readonly string[], lines: number, { later = 0, apart = 1 }: Calendar): Generator<FedDay> {
  const days = daysOf(clients, lines);
  for (let nth = 1, left = lines; nth <= days; nth++) {
    const date = addDays(today(), (nth - days) * apart - later - 1);
    const sequence = dayNumber(date);
    const balances = clients.slice(0, left).map((clientNo, at) => [clientNo, balanceOf(at, sequence)] as const);
    left -= balances.length;
    yield { date, sequence, balances, closes: apart > 1 || nth % CLOSED_EVERY === 0 || nth === days };
  }
}

const depositLine = (clientNo: string, date: string, fen: number): string =>
  `balance,core,${String(dayNumber(date))},${clientNo},deposit,${date},${String(fen)},CNY,\n`;
const closeLine = (date: string): string => `close,,,,,${date},,,\n`;

/** Writes a feed of so many balances as CSV. */
export function writeFeed(file: string, clients: readonly string[], lines: number, calendar: Calendar = {}): void {
  writeFileSync(file, `${COLUMNS}\n`);
  for (const { date, balances, closes } of fedDays(clients, lines, calendar)) {
    const texts = balances.map(([clientNo, fen]) => depositLine(clientNo, date, fen));
    appendFileSync(file, texts.join('') + (closes ? closeLine(date) : ''));
  }
}

/** As `writeFeed`, with all days of a client together, as a bank hands a history over: only the last date is closed. */
export function writeHandover(file: string, clients: readonly string[], dates: number, apart: number): void {
  writeFileSync(file, `${COLUMNS}\n`);
  const days = Array.from({ length: dates }, (_, nth) => addDays(today(), (nth + 1 - dates) * apart - 1));
  for (let from = 0; from < clients.length; from += WRITTEN_TOGETHER) {
    const lines = clients
      .slice(from, from + WRITTEN_TOGETHER)
      .flatMap((clientNo, at) =>
        days.map((date) => depositLine(clientNo, date, balanceOf(from + at, dayNumber(date)))),
      );
    appendFileSync(file, lines.join(''));
  }
  appendFileSync(file, closeLine(addDays(today(), -1)));
}

/** The same as core banking says it on its topic: a JSON text each. */
export function recordTexts(clients: readonly string[], lines: number, calendar: Calendar): readonly string[] {
  return [...fedDays(clients, lines, calendar)].flatMap(({ date: businessDate, sequence, balances, closes }) => [
    ...balances.map(([clientNo, balanceFen]) =>
      JSON.stringify({
        ...{ source: 'core', sequence, clientNo, assetClass: 'deposit', businessDate, balanceFen, currency: 'CNY' },
      }),
    ),
    ...(closes ? [JSON.stringify({ type: 'close', businessDate })] : []),
  ]);
}
