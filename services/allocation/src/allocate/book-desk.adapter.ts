import { Inject, Injectable } from '@nestjs/common';
import { BRANCH_KEY, toShanghaiDate } from '@pcrm/contracts';
import { Clock, Refusal } from '@pcrm/event-sourcing';
import {
  AccessDenied,
  answer,
  assertInScope,
  found,
  mayDo,
  Views,
  type CallerIdentity,
  type CommandAnswer,
} from '@pcrm/platform';
import type { Deciding } from './book-draft.js';
import type { OutletBook } from './book-pages.js';
import { bookStaff, type BookStaffRow } from './book-staff.projection.js';
import { ClientPlacements, OutletBooks } from './book.tokens.js';
import { capacityOn, capacityVersions, type CapacityVersionsRow } from './capacity-versions.projection.js';
import type { OutletBookEvent } from './outlet-book.events.js';
import type { CapacityVersion } from '../capacity/capacity-policy.events.js';
import { warningsOf } from './warnings.js';

/** An answer that may carry warnings: `book.managers-have-room` (A8), `book.capacity-overridden` (A9). */
export type AssignmentAnswer = CommandAnswer & { readonly warnings: readonly string[] };
/** Which clients somebody decides about, and the revision of the book they have read. */
type AskedOfBook = {
  readonly clientIds: readonly string[];
  readonly caller: CallerIdentity;
  readonly ifRevision: number | undefined;
};
type Standing = { readonly outletId: string | null; readonly staffId: string | null; readonly revision: number };
type DecideBook<Command> = (command: Command & Deciding, book: OutletBook) => readonly OutletBookEvent[];

/** Where a request meets a book: finds the client's outlet within the caller's scope, today's date and the numbers in force. */
@Injectable()
export class BookDesk {
  constructor(
    @Inject(OutletBooks) readonly books: OutletBooks,
    @Inject(ClientPlacements) private readonly placements: ClientPlacements,
    @Inject(Views) private readonly views: Views,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  today(): string {
    return toShanghaiDate(this.clock.now());
  }

  /** The one outlet of these clients. Another outlet's client is not there; clients of two outlets have no common book. */
  async outletOf(clientIds: readonly string[], { scope }: Pick<CallerIdentity, 'scope'>): Promise<string> {
    const ids = [...new Set(clientIds)];
    const outlets = await Promise.all(ids.map(async (id) => found((await this.placements.read(id)).state.outletId)));
    for (const outletId of outlets) assertInScope(scope, { outletId });
    const [first, ...others] = [...new Set(outlets)];
    if (others.length > 0) throw new Refusal('book.more-than-one-outlet', { outlets: outlets.length });
    return found(first);
  }

  /** Where a client is placed and who maintains them, as the book itself has it now, with its revision. */
  async standing(clientId: string): Promise<Standing> {
    const { outletId } = (await this.placements.read(clientId)).state;
    if (outletId === null) return { outletId, staffId: null, revision: -1 };
    const { state, revision } = await this.books.read(outletId);
    return { outletId, staffId: state.clients.get(clientId)?.staffId ?? null, revision };
  }

  async deciding(outletId: string): Promise<Deciding> {
    return { outletId, on: this.today(), terms: (await this.capacity()).terms };
  }

  /** The capacity policy in force today. */
  async capacity(): Promise<CapacityVersion> {
    const row = (await this.views.open<CapacityVersionsRow>(capacityVersions, [BRANCH_KEY])).get(BRANCH_KEY)?.doc;
    return capacityOn(row, this.today());
  }

  /** Decides about clients of one book. A reason to go above capacity needs the permission to override. */
  async decide<Command extends object>(
    { clientIds, caller, ifRevision }: AskedOfBook,
    decide: DecideBook<Command>,
    command: Command,
  ): Promise<AssignmentAnswer> {
    const outletId = await this.outletOf(clientIds, caller);
    const whole = { ...command, ...(await this.deciding(outletId)) };
    const outcome = await this.books(outletId, decide, whole, caller.metadata, ifRevision);
    return Object.assign(answer(outcome), { warnings: warningsOf(outcome.events) });
  }

  /** An outlet without any staff cannot take a client. */
  async mindOutlet(outletId: string): Promise<void> {
    const staffed = await this.views.count<BookStaffRow>(
      bookStaff,
      { outlet: 'byOutlet' },
      { kind: 'outlet', outletId },
    );
    if (staffed === 0) throw new Refusal('book.outlet-unknown', { outletId });
  }

  mindOverride(reasons: readonly (string | undefined)[], { role }: Pick<CallerIdentity, 'role'>): void {
    const asked = reasons.some((reason) => reason !== undefined);
    if (asked && !mayDo(role, 'client.assign-override')) throw new AccessDenied('override');
  }
}
