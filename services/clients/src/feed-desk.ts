import { dayNumber, toShanghaiDate, type RejectedLine } from '@pcrm/contracts';
import {
  OneAtATime,
  Refusal,
  VersionConflict,
  type JsonObject,
  type Row,
  type RowStore,
  type Sealer,
} from '@pcrm/event-sourcing';
import type { ClientDirectory } from './client-directory.js';
import { mindOpening, openingOf, type Opening } from './feed-opening.adapter.js';
import {
  feedsTable,
  rejectedTable,
  sealedFor,
  statusOf,
  type FeedPiece,
  type FeedStatus,
  type RejectedRow,
} from './feed-pieces.js';
import { slicesOf } from './feed-slices.adapter.js';
import { StretchWriting, type Counts, type WritingTools } from './feed-writing.js';
import type { Known } from './value/take-feed/check-line.js';
import { stretchesOf } from './value/take-feed/group-lines.js';
import { readPiece, type FeedPlace, type ReadPiece } from './value/take-feed/read-piece.js';

export type FeedTools = WritingTools & {
  readonly rows: RowStore;
  readonly sealer: Sealer;
  readonly directory: ClientDirectory;
  /** Sources by name, the later the higher its rank. */
  readonly sources: readonly string[];
  /** The outlets there are. */
  readonly outlets: () => Promise<ReadonlySet<string>>;
};
type FeedRow = FeedStatus & {
  readonly columns?: readonly string[];
  readonly corrected: readonly string[];
  readonly opening?: Opening;
};
/** Of one feed so many rejected lines are kept; all are counted. */
const KEPT_REJECTED = 10_000;
/** So often a piece is taken that another process is taking at the same time. */
const TRIES = 5;

/** Takes in what core banking says, piece by piece, stretch by stretch between closing markers. A piece sent twice changes nothing. */
export class FeedDesk {
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly writing: StretchWriting;
  private readonly turns = new OneAtATime();

  constructor(private readonly tools: FeedTools) {
    this.ranks = new Map(tools.sources.map((source, rank) => [source, rank]));
    this.writing = new StretchWriting(tools);
  }

  async take(piece: FeedPiece): Promise<FeedStatus> {
    return await this.turns.run(() => this.takeAmongOthers(piece));
  }

  /** The feed's status goes; what it said stays. */
  async forget(feedId: string): Promise<void> {
    const row = (await this.tools.rows.load(feedsTable, [feedId])).get(feedId);
    const gone = row ? [{ key: feedId, expected: row.version, seen: {}, doc: null }] : [];
    await this.tools.rows.commit({ writes: [{ table: feedsTable, rows: gone }] });
  }

  /** Who sent a piece again, for no answer came, may have met another process: whoever comes second finds it taken. */
  private async takeAmongOthers(piece: FeedPiece): Promise<FeedStatus> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.takeNow(piece);
      } catch (error) {
        if (!(error instanceof VersionConflict) || tries === TRIES) throw error;
      }
    }
  }

  private async takeNow(piece: FeedPiece): Promise<FeedStatus> {
    const { rows, clock } = this.tools;
    await Promise.all([rows.declare(feedsTable), rows.declare(rejectedTable)]);
    const row = (await rows.load<FeedRow>(feedsTable, [piece.feedId])).get(piece.feedId);
    const before = row?.doc ?? begun(piece, clock.now());
    mindOpening(piece, before.opening);
    const position = place(piece, before);
    if (position === 'taken') return statusOf(before);
    const read = await this.read(piece, before);
    const counts: Counts = { accepted: 0, duplicate: 0, corrected: new Set(before.corrected) };
    for (const [n, stretch] of stretchesOf(read.good).entries())
      await this.writing.write(stretch, counts, { piece, n });
    if (piece.last) await this.tools.closing.correct([...counts.corrected]);
    const after: FeedRow = {
      ...before,
      ...(read.place.columns && { columns: read.place.columns }),
      offset: before.offset + lengthOf(piece),
      lines: read.place.lines,
      accepted: before.accepted + counts.accepted,
      duplicate: before.duplicate + counts.duplicate,
      rejected: before.rejected + read.rejected.length,
      blank: statusOf(before).blank + read.blank,
      done: piece.last,
      corrected: piece.last ? [] : [...counts.corrected],
    };
    const rejected = await this.rejectedRows(before, read.rejected);
    await this.save(row, after, rejected).catch((error: unknown) => this.overtaken(error, counts));
    return statusOf(after);
  }

  /** Whoever saved first knows nothing of the closed days that were corrected here. */
  private async overtaken(error: unknown, { corrected }: Counts): Promise<never> {
    if (error instanceof VersionConflict) await this.tools.closing.correct([...corrected]);
    throw error;
  }

  private async read({ bytes }: FeedPiece, { format, encoding, lines, columns }: FeedRow): Promise<ReadPiece> {
    const { directory, clock } = this.tools;
    const [outlets] = await Promise.all([this.tools.outlets(), directory.refresh()]);
    let place: FeedPlace = { format, encoding, lines, ...(columns && { columns }) };
    const today = dayNumber(toShanghaiDate(clock.now()));
    const known: Known = {
      clientIdOf: directory.numbered,
      rankOf: (source) => this.ranks.get(source),
      hasOutlet: (outletId) => outlets.has(outletId),
      today,
    };
    const read: ReadPiece[] = [];
    for await (const slice of slicesOf(bytes)) {
      const some = readPiece(slice, place, known);
      place = some.place;
      read.push(some);
    }
    return {
      good: read.flatMap(({ good }) => good),
      rejected: read.flatMap(({ rejected }) => rejected),
      blank: read.reduce((sum, { blank }) => sum + blank, 0),
      place,
    };
  }

  private async rejectedRows(
    { feedId, rejected }: FeedRow,
    lines: readonly RejectedLine[],
  ): Promise<readonly (readonly [string, RejectedRow])[]> {
    const kept = lines.slice(0, Math.max(0, KEPT_REJECTED - rejected));
    return Promise.all(
      kept.map(async ({ line, field, reason, text }) => {
        const sealed = await this.tools.sealer.sealWhole(sealedFor(feedId), text);
        return [`${feedId}:${String(line)}`, { feedId, line, field, reason, text: sealed }] as const;
      }),
    );
  }

  private async save(
    row: Row<FeedRow> | undefined,
    after: FeedRow,
    rejected: readonly (readonly [string, RejectedRow])[],
  ): Promise<void> {
    const { rows } = this.tools;
    const known = await rows.load(
      rejectedTable,
      rejected.map(([key]) => key),
    );
    const fresh = rejected.filter(([key]) => !known.has(key));
    const doc = after as unknown as JsonObject;
    await rows.commit({
      writes: [
        { table: feedsTable, rows: [{ key: after.feedId, expected: row?.version ?? 0, seen: {}, doc }] },
        { table: rejectedTable, rows: fresh.map(([key, one]) => ({ key, expected: 0, seen: {}, doc: one })) },
      ],
      // The uploader is told so next, and does not ask again.
      durable: true,
    });
  }
}

const begun = ({ feedId, format, encoding, uploader, bytes }: FeedPiece, startedAt: string): FeedRow => ({
  feedId, format, encoding, offset: 0, lines: 0, accepted: 0, duplicate: 0, rejected: 0, blank: 0, done: false, uploader, startedAt, corrected: [], opening: openingOf(bytes),
}); // prettier-ignore

/** A piece is the next one, or one that was taken already. */
function place(piece: FeedPiece, feed: FeedRow): 'next' | 'taken' {
  const { offset, uploader, last } = piece;
  if (uploader !== feed.uploader) throw new Refusal('feed.other-uploader');
  if (offset === feed.offset && !feed.done) return 'next';
  if (offset + lengthOf(piece) <= feed.offset && (!last || feed.done)) return 'taken';
  throw new Refusal('feed.wrong-offset', { offset: feed.offset });
}

/** Bytes of the upload that a piece stands for. */
const lengthOf = ({ bytes, skipped = 0 }: FeedPiece): number => bytes.length + skipped;
