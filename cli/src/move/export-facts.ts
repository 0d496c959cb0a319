import { existsSync } from 'node:fs';
import { open, truncate, type FileHandle } from 'node:fs/promises';
import type { Failure } from '../failure.js';
import { EXIT, interrupted, misused, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { beginning, endLine, factLine, factsIn, HEADER, type Reading } from './fact-file.js';
import type { FactAt } from './fact-tally.js';
import { busyServices, PATIENCE, refuseParked, Waiting } from './rest.js';

export type FactsPage = { readonly now: string; readonly facts: readonly FactAt[] };
/** `wait`: how long to wait until everything has been done, in milliseconds. */
export type MoveOrder = { readonly path: string; readonly wait: number };

const PAGE = 1_000;

/** The next facts of an installation. */
export const pageAfter = (platform: Platform, after: string | undefined, limit = PAGE): Promise<FactsPage> =>
  platform.get(`internal/facts?limit=${String(limit)}${after === undefined ? '' : `&after=${after}`}`, PATIENCE);

/**
 * Writes all facts into a file, in their order, until no more come and everything has been done that follows from them. Broken off,
 * the same command goes on behind the last whole line.
 */
export async function exportFacts(platform: Platform, order: MoveOrder, around: Surroundings): Promise<ExitCode> {
  const reading = beginning();
  await readBegun(order.path, reading, platform);
  const file = await openBehind(order.path, reading.bytes);
  try {
    const settledAt = await writeAll(platform, { order, file, reading }, around);
    const counted = reading.tally.counted;
    await file.write(`${endLine({ ...counted, settledAt })}\n`);
    await file.sync();
    return told(order.path, counted.facts, counted.sha256, around);
  } catch (error) {
    throw around.stop.aborted ? broken() : error;
  } finally {
    await file.close();
  }
}

/** What an earlier run has written, if it is of this installation. */
async function readBegun(path: string, reading: Reading, platform: Platform): Promise<void> {
  if (!existsSync(path)) return;
  let last: FactAt | undefined;
  for await (const fact of factsIn(path, reading)) last = fact;
  if (reading.end)
    throw misused(`${path} 已是完整的导出，请换一个文件名`, `${path} is a whole export already: name another file`);
  if (!last) return;
  const [same] = (await pageAfter(platform, reading.before, 1)).facts;
  if (same?.position !== last.position || JSON.stringify(same.fact) !== JSON.stringify(last.fact))
    throw misused(`${path} 是从另一个系统导出的`, `${path} was begun from another installation`);
}

async function openBehind(path: string, bytes: number): Promise<FileHandle> {
  try {
    if (bytes > 0) await truncate(path, bytes);
    const file = await open(path, bytes > 0 ? 'a' : 'w', 0o600);
    if (bytes === 0) await file.write(`${HEADER}\n`);
    return file;
  } catch {
    throw misused(`写不了文件 ${path}`, `The file ${path} cannot be written`);
  }
}

type Writing = { readonly order: MoveOrder; readonly file: FileHandle; readonly reading: Reading };

/** Answers the instant up to which all that fell due had been done when no facts were left to write. */
async function writeAll(platform: Platform, { order, file, reading }: Writing, around: Surroundings): Promise<string> {
  const waiting = new Waiting(around, order.wait);
  for (let settledAt: string | undefined; ;) {
    around.stop.throwIfAborted();
    const { facts, now } = await pageAfter(platform, reading.last);
    for (const fact of facts) reading.last = fact.position;
    if (facts.length > 0) {
      settledAt = undefined;
      await file.writeFile(facts.map((fact) => `${factLine(fact, reading.tally.add(fact.fact))}\n`).join(''));
      continue;
    }
    // Looked at again behind it: nothing came meanwhile, so what is written is all that follows from it.
    if (settledAt !== undefined) return settledAt;
    const busy = await busyServices(platform);
    if (busy.length === 0) {
      await refuseParked(platform);
      settledAt = now;
    } else await waiting.step(busy);
  }
}

function told(path: string, facts: number, sha256: string, { tell }: Surroundings): ExitCode {
  tell({
    zh: `已导出 ${String(facts)} 条事实到 ${path}（sha256 ${sha256}）`,
    en: `${String(facts)} facts exported to ${path} (sha256 ${sha256})`,
  });
  return EXIT.done;
}
const broken = (): Failure =>
  interrupted('已中断；重新运行同一命令即从此处继续', 'Interrupted: the same command goes on from here');
