import { EXIT, Failure, interrupted, misused, type ExitCode } from '../failure.js';
import type { Encoding } from '../import/encoding.js';
import { told } from '../import/import-file.js';
import { LinesOfFile } from '../import/lines-of-file.js';
import { RejectedFile } from '../import/rejected-file.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { FeedEntrance, type FeedFormat, type FeedStanding } from './feed-entrance.js';
import { contentsOf, feedIdOf } from './feed-id.js';

export type FeedOrder = {
  readonly path: string;
  readonly encoding: Encoding;
  /** Absent: by the first character of the file. */
  readonly format?: FeedFormat;
  readonly rejectedPath: string;
  /** Outages up to so long are waited out, in milliseconds. */
  readonly patience: number;
};
type Upload = { readonly entrance: FeedEntrance; readonly from: FeedStanding };

/** Bytes sent at once, at most: all the memory a file of millions of lines takes. What the platform hears at once is written in fewer facts. */
const PIECE = 4 * 1024 * 1024;
const START: FeedStanding = { offset: 0, accepted: 0, duplicate: 0, rejected: 0, blank: 0, done: false };

/** Sends a file of core banking in pieces. Broken off, the same command goes on where the platform says it stopped. */
export async function feedFile(platform: Platform, order: FeedOrder, around: Surroundings): Promise<ExitCode> {
  await using file = await LinesOfFile.open(order.path);
  if (file.size === 0) throw misused(`${order.path} 是空文件`, `${order.path} is empty`);
  const upload = await uploadFor(file, platform, order, around);
  const { accepted, duplicate, rejected, blank } = await send(file, upload, around);
  const lines = await keepRejected(upload.entrance, rejected, order, around);
  return told({ accepted, duplicate, rejected: lines, blank }, around);
}

/** The upload that was broken off, or a new one. */
async function uploadFor(
  file: LinesOfFile,
  platform: Platform,
  order: FeedOrder,
  { progress, tell }: Surroundings,
): Promise<Upload> {
  const { encoding, patience } = order;
  const format = order.format ?? (await formatOf(file));
  const bar = progress({ zh: '读取文件', en: 'reading' }, 'bytes');
  const contents = await contentsOf(file, bar);
  bar.end();
  for (let nth = 0; ; nth++) {
    const feedId = feedIdOf(contents, platform.who, nth);
    const entrance = new FeedEntrance(platform, { feedId, format, encoding, patience });
    const from = await entrance.standing();
    if (from?.done) continue;
    sayWhere(from?.offset ?? 0, { nth, size: file.size }, tell);
    return { entrance, from: from ?? START };
  }
}

/** JSON lines begin with a brace; a byte order mark may stand before it. */
async function formatOf(file: LinesOfFile): Promise<FeedFormat> {
  const start = new TextDecoder().decode(await file.piece(0, PIECE));
  return start.trimStart().startsWith('{') ? 'ndjson' : 'csv';
}

function sayWhere(offset: number, of: { nth: number; size: number }, tell: Surroundings['tell']): void {
  if (offset > 0) {
    const percent = String(Math.floor((offset / of.size) * 100));
    tell({ zh: `从上次中断处继续（${percent} %）`, en: `Going on where it stopped (${percent} %)` });
  } else if (of.nth > 0)
    tell({
      zh: '此文件曾上传过；重复上传不产生变化',
      en: 'This file was sent before; what is known already changes nothing',
    });
}

async function send(file: LinesOfFile, { entrance, from }: Upload, around: Surroundings): Promise<FeedStanding> {
  const bar = around.progress({ zh: '上传', en: 'sending' }, 'bytes');
  let standing = from;
  try {
    while (!standing.done) {
      const { offset } = standing;
      bar.show(offset, file.size);
      const bytes = await file.piece(offset, PIECE);
      standing = await entrance.send({ offset, bytes, last: offset + bytes.length >= file.size });
      if (standing.offset <= offset && !standing.done) throw stuck(offset);
    }
    bar.show(file.size, file.size);
    return standing;
  } catch (error) {
    throw around.stop.aborted ? broken() : error;
  } finally {
    bar.end();
  }
}

/** Of very many rejected lines the platform keeps only the first; all are counted. */
async function keepRejected(
  entrance: FeedEntrance,
  count: number,
  { rejectedPath, encoding }: FeedOrder,
  { tell }: Surroundings,
): Promise<{ readonly lines: number; readonly path: string }> {
  await using file = new RejectedFile(rejectedPath, encoding);
  await file.begin();
  if (count > 0) for await (const lines of entrance.rejected()) await file.add(lines);
  if (file.lines < count) {
    const kept = String(file.lines);
    tell({ zh: `平台只保留了前 ${kept} 个被拒绝的行`, en: `The platform has kept the first ${kept} rejected lines` });
  }
  return { lines: count, path: rejectedPath };
}

const broken = (): Failure =>
  interrupted('已中断；重新运行同一命令即从此处继续', 'Interrupted: the same command goes on from here');
const stuck = (offset: number): Failure =>
  new Failure(
    {
      zh: `平台没有接收第 ${String(offset)} 字节起的数据，请查看其日志`,
      en: `The platform takes nothing from byte ${String(offset)} on: look into its log`,
    },
    EXIT.failed,
  );
