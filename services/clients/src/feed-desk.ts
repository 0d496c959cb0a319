import { dayNumber, toShanghaiDate, type RejectedLine } from '@pcrm/contracts';
import {
  PCRM_NAMESPACE,
  Refusal,
  uuidV5,
  type Clock,
  type Fact,
  type Handler,
  type Item,
  type JsonObject,
  type Metadata,
  type Outcome,
  type Row,
  type RowStore,
  type Sealer,
} from '@pcrm/event-sourcing';
import type { ClientDirectory } from './client-directory.js';
import type { Closing } from './closing.js';
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
import type { AssetAccount } from './value/asset-account.js';
import type { AssetAccountEvent, BalancesRecorded } from './value/asset-account.events.js';
import { accepted, recordBalances } from './value/record-balances/record-balances.js';
import { recordVisits } from './value/record-visit/record-visit.js';
import { stretchesOf, type Stretch } from './value/take-feed/group-lines.js';
import { readPiece, type FeedPlace } from './value/take-feed/read-piece.js';
import type { VisitLog } from './value/visit-log.js';
import type { BusinessVisitRecorded } from './value/visit-log.events.js';

export type FeedTools = {
  readonly rows: RowStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly directory: ClientDirectory;
  readonly closing: Closing;
  readonly accounts: Handler<AssetAccount, AssetAccountEvent>;
  readonly visits: Handler<VisitLog, BusinessVisitRecorded>;
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
type Counts = { accepted: number; duplicate: number; readonly corrected: Set<string> };

/** Takes in what core banking says, piece by piece: one bulk command per stretch between closing markers. A piece sent twice changes nothing. */
export class FeedDesk {
  private readonly ranks: ReadonlyMap<string, number>;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly tools: FeedTools) {
    this.ranks = new Map(tools.sources.map((source, rank) => [source, rank]));
  }

  async take(piece: FeedPiece): Promise<FeedStatus> {
    const work = (): Promise<FeedStatus> => this.takeNow(piece);
    const mine = this.turn.then(work, work);
    this.turn = mine;
    return await mine;
  }

  /** The feed's status goes; what it said stays. */
  async forget(feedId: string): Promise<void> {
    const row = (await this.tools.rows.load(feedsTable, [feedId])).get(feedId);
    const gone = row ? [{ key: feedId, expected: row.version, seen: {}, doc: null }] : [];
    await this.tools.rows.commit({ writes: [{ table: feedsTable, rows: gone }] });
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
    for (const [n, stretch] of stretchesOf(read.good).entries()) await this.write(stretch, counts, { piece, n });
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
    await this.save(row, after, await this.rejectedRows(before, read.rejected));
    return statusOf(after);
  }

  private async read({ bytes }: FeedPiece, { format, encoding, lines, columns }: FeedRow) {
    const { directory, clock } = this.tools;
    const [outlets] = await Promise.all([this.tools.outlets(), directory.refresh()]);
    const at: FeedPlace = { format, encoding, lines, ...(columns && { columns }) };
    const today = dayNumber(toShanghaiDate(clock.now()));
    return readPiece(bytes, at, {
      clientIdOf: directory.numbered,
      rankOf: (source) => this.ranks.get(source),
      hasOutlet: (outletId) => outlets.has(outletId),
      today,
    });
  }

  private async write(
    stretch: Stretch,
    counts: Counts,
    { piece, n }: { readonly piece: FeedPiece; readonly n: number },
  ): Promise<void> {
    const { accounts, visits, closing } = this.tools;
    const metadata = this.metadata(`feed|${piece.feedId}|${String(piece.offset)}|${String(n)}`, piece);
    const itemOf = <Of extends { readonly clientId: string }>(of: Of) => ({ id: of.clientId, command: of, metadata });
    const balances = stretch.balances.map((command) => ({ ...itemOf(command), decide: recordBalances }));
    const written = await settled(accounts.many(balances as readonly Item<unknown, AssetAccount, AssetAccountEvent>[]));
    const closed = await closing.closedThrough();
    written.forEach((events, i) =>
      count(counts, stretch.balances[i]?.records.length ?? 0, accepted(events as readonly BalancesRecorded[])),
    );
    for (const { data } of written.flat() as readonly BalancesRecorded[])
      if (closed !== undefined && data.changedFrom <= closed) counts.corrected.add(data.clientId);

    const visited = stretch.visits.map((command) => ({ ...itemOf(command), decide: recordVisits }));
    const noted = await settled(visits.many(visited));
    noted.forEach((events, i) => count(counts, stretch.visits[i]?.visits.length ?? 0, events.length));
    if (stretch.close !== undefined) count(counts, 1, (await closing.close(stretch.close, piece.uploader)) ? 1 : 0);
  }

  private metadata(cause: string, { feedId, uploader }: FeedPiece): Metadata {
    const commandId = uuidV5(PCRM_NAMESPACE, cause);
    return {
      actor: uploader,
      commandId,
      correlationId: feedId,
      causationId: feedId,
      occurredAt: this.tools.clock.now(),
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

function count(counts: Counts, records: number, taken: number): void {
  counts.accepted += taken;
  counts.duplicate += records - taken;
}

/** The facts of each command; the first failure fails the piece, which is then sent again. */
async function settled<Event extends Fact>(
  many: Promise<readonly (Outcome<Event> | Error)[]>,
): Promise<readonly (readonly Event[])[]> {
  return (await many).map((outcome) => {
    if (outcome instanceof Error) throw outcome;
    return outcome.events;
  });
}
