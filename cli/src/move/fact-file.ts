import { createReadStream } from 'node:fs';
import { EXIT, Failure } from '../failure.js';
import { FactTally, type Counted, type Fact, type FactAt } from './fact-tally.js';

/** First line of a file of facts. */
export const HEADER = JSON.stringify({ pcrm: 'facts', format: 1 });
/** Last line: what the file holds, and until when all that fell due had been done. */
export type End = Counted & { readonly settledAt: string };

export const factLine = ({ position, fact }: FactAt, check: string): string =>
  JSON.stringify({ position, fact, check });
export const endLine = (end: End): string => JSON.stringify({ end });

/** What was read of a file so far. */
export type Reading = {
  readonly tally: FactTally;
  /** Bytes of whole lines. */
  bytes: number;
  /** Position of the last fact, and of the one before it. */
  last?: string;
  before?: string;
  end?: End;
};
type Line = { readonly position: string; readonly fact: Fact; readonly check: string } | { readonly end: End };

/** The facts of a file in order, each line checked. A last line that was cut off is left out: an export writes it again. */
export async function* factsIn(path: string, reading: Reading): AsyncGenerator<FactAt> {
  let number = 0;
  for await (const text of wholeLines(path)) {
    number += 1;
    if (reading.end !== undefined) throw changed(path, number);
    if (number === 1) {
      if (text.trimEnd() !== HEADER) throw noFacts(path);
    } else {
      const line = lineOf(text);
      if (!line) throw changed(path, number);
      if ('end' in line) end(reading, line.end, { path, number });
      else yield take(reading, line, { path, number });
    }
    reading.bytes += Buffer.byteLength(text) + 1;
  }
  if (number === 0) throw noFacts(path);
}

export const beginning = (): Reading => ({ tally: new FactTally(), bytes: 0 });

/** Reads a whole export; fails when a line of it was changed or the end is missing. */
export async function checkedEnd(path: string, stop: AbortSignal): Promise<End> {
  const reading = beginning();
  for await (const _fact of factsIn(path, reading)) stop.throwIfAborted();
  if (reading.end) return reading.end;
  throw new Failure(
    {
      zh: `${path} 没有结尾：导出尚未完成，或文件被截断`,
      en: `${path} has no end: the export was not finished, or the file was cut short`,
    },
    EXIT.failed,
  );
}

type Where = { readonly path: string; readonly number: number };

function take(reading: Reading, { position, fact, check }: Extract<Line, { fact: Fact }>, where: Where): FactAt {
  if (reading.tally.add(fact) !== check) throw changed(where.path, where.number);
  if (reading.last !== undefined) reading.before = reading.last;
  reading.last = position;
  return { position, fact };
}

function end(reading: Reading, found: End, where: Where): void {
  const { facts, sha256 } = reading.tally.counted;
  if (found.facts !== facts || found.sha256 !== sha256) throw changed(where.path, where.number);
  reading.end = found;
}

/** Lines that end with a line feed, and with nothing else: a text may hold U+2028, which ends a line for readline. */
async function* wholeLines(path: string): AsyncGenerator<string> {
  let held = '';
  for await (const piece of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (held + piece).split('\n');
    held = lines.pop() ?? '';
    yield* lines;
  }
}

function lineOf(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Extract<Line, { fact: Fact }>> & { readonly end?: End };
    const isFact = typeof line.fact?.stream === 'string' && typeof line.position === 'string';
    return isFact || typeof line.end === 'object' ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

const changed = (path: string, line: number): Failure =>
  new Failure(
    {
      zh: `${path} 第 ${String(line)} 行不是导出时的样子：文件被改动过`,
      en: `Line ${String(line)} of ${path} is not as it was exported: the file was changed`,
    },
    EXIT.failed,
  );
const noFacts = (path: string): Failure =>
  new Failure({ zh: `${path} 不是事实的导出文件`, en: `${path} is no export of facts` }, EXIT.misused);
