import {
  PCRM_NAMESPACE,
  uuidV5,
  type Clock,
  type Fact,
  type Handler,
  type Item,
  type Metadata,
  type Outcome,
} from '@pcrm/event-sourcing';
import type { Closing } from './closing.js';
import type { FeedPiece } from './feed-pieces.js';
import type { AssetAccount } from './value/asset-account.js';
import type { AssetAccountEvent, BalancesRecorded } from './value/asset-account.events.js';
import { accepted, recordBalances, type RecordBalances } from './value/record-balances/record-balances.js';
import { recordVisits } from './value/record-visit/record-visit.js';
import type { Stretch } from './value/take-feed/group-lines.js';
import type { VisitLog } from './value/visit-log.js';
import type { BusinessVisitRecorded } from './value/visit-log.events.js';

export type WritingTools = {
  readonly clock: Clock;
  readonly closing: Closing;
  readonly accounts: Handler<AssetAccount, AssetAccountEvent>;
  readonly visits: Handler<VisitLog, BusinessVisitRecorded>;
};
/** Clients whose records are decided and written together: one transaction, and what is made for it is gone before it counts as old. */
const AT_ONCE = 1_000;

/** What became of lines, and who was corrected on a closed date. */
export type Counts = { accepted: number; duplicate: number; readonly corrected: Set<string> };

/** Writes down what good lines say: bulk commands of so many clients, then the closing that follows them. */
export class StretchWriting {
  constructor(private readonly tools: WritingTools) {}

  async write(
    stretch: Stretch,
    counts: Counts,
    { piece, n }: { readonly piece: FeedPiece; readonly n: number },
  ): Promise<void> {
    const { closing } = this.tools;
    const metadata = this.metadata(`feed|${placeOf(piece)}|${String(n)}`, piece);
    for (const some of groupsOf(stretch.balances)) await this.record(some, metadata, counts);
    for (const some of groupsOf(stretch.visits)) await this.note(some, metadata, counts);
    if (stretch.close !== undefined) count(counts, 1, (await closing.close(stretch.close, piece.uploader)) ? 1 : 0);
  }

  private async record(balances: Stretch['balances'], metadata: Metadata, counts: Counts): Promise<void> {
    const { accounts, closing } = this.tools;
    const items: readonly Item<RecordBalances, AssetAccount, AssetAccountEvent>[] = balances.map((command) => ({
      ...{ id: command.clientId, command, metadata },
      decide: recordBalances,
    }));
    const written = (await settled(accounts.many(items))) as readonly (readonly BalancesRecorded[])[];
    const closed = await closing.closedThrough();
    for (const [at, events] of written.entries()) {
      count(counts, balances[at]?.records.length ?? 0, accepted(events));
      for (const { data } of events)
        if (closed !== undefined && data.changedFrom <= closed) counts.corrected.add(data.clientId);
    }
  }

  private async note(visits: Stretch['visits'], metadata: Metadata, counts: Counts): Promise<void> {
    const items = visits.map((command) => ({ id: command.clientId, command, metadata, decide: recordVisits }));
    const noted = await settled(this.tools.visits.many(items));
    for (const [at, events] of noted.entries()) count(counts, visits[at]?.visits.length ?? 0, events.length);
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
}

/**
 * Where in its upload a piece stands, from its first byte to its last: one that was broken off may be cut elsewhere the next time, and
 * says more then, or less. Then it is another command, in which what is known already is found by what it says.
 */
const placeOf = ({ feedId, offset, bytes, skipped = 0 }: FeedPiece): string =>
  `${feedId}|${String(offset)}|${String(offset + bytes.length + skipped)}`;

function* groupsOf<Of>(all: readonly Of[]): Iterable<readonly Of[]> {
  for (let start = 0; start < all.length; start += AT_ONCE) yield all.slice(start, start + AT_ONCE);
}

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
