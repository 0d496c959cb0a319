import { EXIT, Failure, interrupted, misused, type ExitCode } from '../failure.js';
import type { Encoding } from '../import/encoding.js';
import { told } from '../import/import-file.js';
import { LinesOfFile } from '../import/lines-of-file.js';
import { RejectedFile } from '../import/rejected-file.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { FeedEntrance, type FeedFormat, type FeedStanding } from './feed-entrance.js';
import { feedIdOf } from './feed-id.js';

export type FeedOrder = {
  readonly path: string;
  readonly encoding: Encoding;
  /** Absent: by the first character of the file. */
  readonly format?: FeedFormat;
  readonly rejectedPath: string;
  /** Outages up to so long are waited out, in milliseconds. */
  readonly patience: number;
};

/** Bytes sent at once: as much as one file of millions of lines ever takes of memory. */
const PIECE = 4 * 1024 * 1024;
const START: FeedStanding = { feedId: '', offset: 0, lines: 0, accepted: 0, duplicate: 0, rejected: 0, done: false };

/** Sends a file of core banking in pieces. Broken off, the same command goes on where the platform says it stopped. */
export async function feedFile(platform: Platform, order: FeedOrder, around: Surroundings): Promise<ExitCode> {
  await using file = await LinesOfFile.open(order.path);
  if (file.size === 0) throw misused(`${order.path} 是空文件`, `${order.path} is empty`);
  const entrance = await entranceFor(file, platform, order, around);
  const came = await send(file, entrance, around);
  await using rejected = new RejectedFile(order.rejectedPath, order.encoding);
  await rejected.begin();
  if (came.rejected > 0) for await (const lines of entrance.rejected()) await rejected.add(lines);
  if (rejected.lines < came.rejected)
    around.tell({
      zh: `平台只保留了前 ${String(rejected.lines)} 个被拒绝的行`,
      en: `The platform has kept the first ${String(rejected.lines)} rejected lines`,
    });
  const { accepted, duplicate } = came;
  return told({ accepted, duplicate, rejected: { lines: came.rejected, path: rejected.path } }, around);
}

async function entranceFor(
  file: LinesOfFile,
  platform: Platform,
  order: FeedOrder,
  around: Surroundings,
): Promise<FeedEntrance> {
  const { encoding, patience } = order;
  const format = order.format ?? (await formatOf(file));
  const bar = around.progress({ zh: '校验文件', en: 'reading the file' }, 'bytes');
  try {
    return new FeedEntrance(platform, { feedId: await feedIdOf(file, bar), format, encoding, patience });
  } finally {
    bar.end();
  }
}

/** JSON lines begin with a brace; a byte order mark may stand before it. */
async function formatOf(file: LinesOfFile): Promise<FeedFormat> {
  const start = new TextDecoder().decode(await file.piece(0, 64));
  return start.trimStart().startsWith('{') ? 'ndjson' : 'csv';
}

async function send(file: LinesOfFile, entrance: FeedEntrance, around: Surroundings): Promise<FeedStanding> {
  let standing = (await entrance.standing()) ?? START;
  sayWhere(standing, file, around);
  const bar = around.progress({ zh: '上传', en: 'sending' }, 'bytes');
  try {
    while (!standing.done) {
      const { offset } = standing;
      const bytes = await file.piece(offset, PIECE);
      bar.show(offset, file.size);
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

function sayWhere({ offset, done }: FeedStanding, { size }: LinesOfFile, { tell }: Surroundings): void {
  if (done) tell({ zh: '此文件此前已全部送达', en: 'All of this file was taken in before' });
  else if (offset > 0) {
    const percent = String(Math.floor((offset / size) * 100));
    tell({ zh: `从上次中断处继续（${percent} %）`, en: `Going on where it stopped (${percent} %)` });
  }
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
