import { existsSync } from 'node:fs';
import { EXIT, Failure, interrupted, misused, type ExitCode } from '../failure.js';
import { SERVICES } from '../operate/services.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { refusalOf, type Answer } from '../talking/problem.js';
import { pageAfter, type MoveOrder } from './export-facts.js';
import { beginning, checkedEnd, factsIn, type End } from './fact-file.js';
import { differences, FactTally, type Counted, type Fact } from './fact-tally.js';
import { busyServices, PATIENCE, Waiting } from './rest.js';

type Taken = { readonly position: string | null; readonly written: number; readonly there: number };
type Progress = { readonly show: (done: number, of: number) => void };

/** Facts and bytes sent at once, at most. */
const [PAGE, PIECE] = [500, 1024 * 1024];

/**
 * Brings the facts of a file into an installation that has none of its own, compares both sides, and lets the facts be heard.
 * Broken off, the same command goes on; done again, it changes nothing.
 */
export async function importFacts(platform: Platform, order: MoveOrder, around: Surroundings): Promise<ExitCode> {
  const { path, wait } = order;
  if (!existsSync(path)) throw misused(`读不到文件 ${path}`, `The file ${path} cannot be read`);
  const bar = around.progress({ zh: '导入', en: 'importing' }, 'things');
  try {
    const end = await checkedEnd(path, around.stop);
    await everybodyThere(platform);
    const written = await send(platform, { path, end, bar }, around.stop);
    verify(end, await countThere(platform, end.facts, around.stop), around);
    good(await platform.ask({ method: 'POST', path: 'internal/facts/import/end', patience: PATIENCE }));
    around.tell({
      zh: `写入 ${String(written)} 条，其余 ${String(end.facts - written)} 条原已存在；正在重建视图 …`,
      en: `${String(written)} written, ${String(end.facts - written)} were there; the views follow …`,
    });
    await untilDone(platform, new Waiting(around, wait));
    return EXIT.done;
  } catch (error) {
    throw around.stop.aborted ? broken() : error;
  } finally {
    bar.end();
  }
}

/** Every service notes before the first fact that what comes is no news for it. */
async function everybodyThere(platform: Platform): Promise<void> {
  for (const service of SERVICES) await platform.get(`internal/${service}/views`, PATIENCE);
}

type Sending = { readonly path: string; readonly end: End; readonly bar: Progress };

/** Answers how many were written. */
async function send(platform: Platform, { path, end, bar }: Sending, stop: AbortSignal): Promise<number> {
  let [done, written] = [0, 0];
  let after: string | null = null;
  for await (const facts of pieces(path)) {
    stop.throwIfAborted();
    const taken: Taken = await sendPiece(platform, facts, { after, settledAt: end.settledAt });
    after = taken.position;
    done += facts.length;
    written += taken.written;
    bar.show(done, Math.max(1, end.facts));
  }
  return written;
}

async function sendPiece(
  platform: Platform,
  facts: readonly Fact[],
  { after, settledAt }: { readonly after: string | null; readonly settledAt: string },
): Promise<Taken> {
  const query = new URLSearchParams({ moved: settledAt, ...(after !== null && { after }) });
  const answer = await platform.ask({
    method: 'POST',
    path: `internal/facts/import?${query.toString()}`,
    body: Buffer.from(facts.map((fact) => JSON.stringify(fact)).join('\n')),
    type: 'application/x-ndjson',
    patience: PATIENCE,
  });
  return good(answer) as Taken;
}

async function* pieces(path: string): AsyncGenerator<readonly Fact[]> {
  let [piece, bytes]: [Fact[], number] = [[], 0];
  for await (const { fact } of factsIn(path, beginning())) {
    const size = JSON.stringify(fact).length;
    if (piece.length === PAGE || (piece.length > 0 && bytes + size > PIECE)) {
      yield piece;
      [piece, bytes] = [[], 0];
    }
    piece.push(fact);
    bytes += size;
  }
  if (piece.length > 0) yield piece;
}

/** The first so many facts of the installation, read back. */
async function countThere(platform: Platform, facts: number, stop: AbortSignal): Promise<Counted> {
  const tally = new FactTally();
  let after: string | undefined;
  for (let left = facts; left > 0;) {
    stop.throwIfAborted();
    const page = (await pageAfter(platform, after, Math.min(left, PAGE))).facts;
    if (page.length === 0) break;
    for (const { fact } of page) tally.add(fact);
    after = page.at(-1)?.position;
    left -= page.length;
  }
  return tally.counted;
}

function verify(exported: Counted, imported: Counted, { out }: Surroundings): void {
  const differing = differences(exported, imported);
  if (differing.length > 0)
    throw new Failure(
      {
        zh: `两边不一致：${differing.join('；')}。导入的事实没有生效。`,
        en: `The two sides differ: ${differing.join('; ')}. What was imported has no effect.`,
      },
      EXIT.failed,
    );
  const { facts, sha256, categories } = exported;
  out(
    `${String(facts)} facts = ${String(facts)} facts, ${String(Object.keys(categories).length)} categories, sha256 ${sha256}`,
  );
}

async function untilDone(platform: Platform, waiting: Waiting): Promise<void> {
  for (let busy = await busyServices(platform); busy.length > 0; busy = await busyServices(platform))
    await waiting.step(busy);
}

type Details = { readonly stream?: string; readonly revision?: number; readonly thereStream?: string; readonly thereRevision?: number }; // prettier-ignore

/** A refusal names the stream and the revision. */
function good(answer: Answer): unknown {
  if (answer.status < 300) return answer.body;
  const refused = refusalOf(answer);
  const { stream, revision, thereStream, thereRevision } =
    (answer.body as { readonly details?: Details } | null)?.details ?? {};
  if (stream === undefined) throw refused;
  const place = `${stream} @ ${String(revision)}`;
  const there = thereStream === undefined ? '' : ` (≠ ${thereStream} @ ${String(thereRevision)})`;
  throw new Failure(
    { zh: `${refused.words.zh}\n${place}${there}`, en: `${refused.words.en}\n${place}${there}` },
    EXIT.failed,
  );
}

const broken = (): Failure =>
  interrupted('已中断；重新运行同一命令即从此处继续', 'Interrupted: the same command goes on from here');
