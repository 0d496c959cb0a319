import { shanghaiInstant, toShanghaiDate } from '@pcrm/contracts';
import {
  PCRM_NAMESPACE,
  uuidV5,
  type Clock,
  type Handler,
  type Item,
  type Lease,
  type Metadata,
  type Row,
  type RowStore,
} from '@pcrm/event-sourcing';
import type { AccountWatch } from './account-watch.js';
import type { ClientDirectory, DirectoryEntry } from './client-directory.js';
import { accountsTable, type KeptAccounts, type SavedAccount } from './kept-accounts.js';
import { LeasedTurns } from './leased-turns.js';
import { looking, type Looked } from './look-at-client.js';
import type { TierPolicyVersion } from './policy.js';
import { TIER_POLICY, type TierPolicy } from './upgrade/tier-policy.js';
import type { TierPolicyEvent } from './upgrade/tier-policy.events.js';
import type { TierStanding } from './upgrade/tier-standing.js';
import type { TierStandingEvent } from './upgrade/tier-standing.events.js';
import { BUSINESS_CALENDAR, type BusinessCalendar } from './value/business-calendar.js';
import type { BusinessCalendarEvent } from './value/business-calendar.events.js';
import { beginClosing, finishClosing } from './value/close-business-day/close-business-day.js';
import type { Span } from './value/read-account.js';
import { timelineOf } from './value/timeline.js';

export type ClosingTools = {
  readonly rows: RowStore;
  /** One closing or correction at a time, over all processes. */
  readonly lease: Lease;
  readonly clock: Clock;
  readonly directory: ClientDirectory;
  readonly accounts: KeptAccounts;
  readonly watch: AccountWatch;
  readonly standings: Handler<TierStanding, TierStandingEvent>;
  readonly calendar: Handler<BusinessCalendar, BusinessCalendarEvent>;
  readonly policies: Handler<TierPolicy, TierPolicyEvent>;
  /** Told when a date is closed, so that lists show the averages of that date. */
  readonly closed: (through: string) => void;
};
type Mark = { readonly after: string | null; readonly done?: boolean };

const SLICE = 500;

/** Closes business dates: one resumable pass over all accounts, slice by slice; whoever cannot have changed is passed by. */
export class Closing {
  private readonly turns: LeasedTurns;

  constructor(private readonly tools: ClosingTools) {
    this.turns = new LeasedTurns(tools.lease, 'clients.closing');
  }

  /** Closes a date and all before it. Closed already: nothing. Answers when everybody was looked at, and whether this closed anything. */
  async close(businessDate: string, actor: string): Promise<boolean> {
    const today = toShanghaiDate(this.tools.clock.now());
    const metadata = this.metadata(`close|${businessDate}`, actor, this.tools.clock.now());
    const begun = await this.tools.calendar(BUSINESS_CALENDAR, beginClosing, { businessDate, today }, metadata);
    await this.resume();
    return begun.events.length > 0 && !begun.repeated;
  }

  /** Goes on with whatever closing was begun, oldest first. */
  async resume(): Promise<void> {
    await this.turns.run(async () => {
      for (;;) {
        const { state } = await this.tools.calendar.read(BUSINESS_CALENDAR);
        const [next] = state.closing;
        if (next === undefined) return;
        await this.pass({ after: state.closedThrough, through: next });
      }
    });
  }

  /** Looks again at clients whose balances of closed days were corrected, as of the last closed date. */
  async correct(clientIds: readonly string[]): Promise<void> {
    await this.turns.run(async () => {
      const through = await this.closedThrough();
      if (through === undefined || clientIds.length === 0) return;
      const policies = await this.versions();
      for (let start = 0; start < clientIds.length; start += SLICE) {
        const rows = await this.tools.rows.load<SavedAccount>(accountsTable, clientIds.slice(start, start + SLICE));
        await this.look([...rows.values()], { after: through, through }, policies);
      }
      this.tools.closed(through);
    });
  }

  /** Looks at everybody again, as of the last closed date: once for each policy version that reaches into the past, resumed where it stopped. */
  async reevaluate(version: number): Promise<void> {
    await this.turns.run(async () => {
      const through = await this.closedThrough();
      const name = `reevaluation:${String(version)}`;
      const mark = (await this.tools.rows.checkpoint(name)) as Mark | undefined;
      if (through === undefined || mark?.done) return;
      await this.everybody(name, { after: through, through });
      await this.tools.rows.commit({ writes: [], checkpoints: { [name]: { after: null, done: true } } });
      this.tools.closed(through);
    });
  }

  async closedThrough(): Promise<string | undefined> {
    return (await this.tools.calendar.read(BUSINESS_CALENDAR)).state.closedThrough;
  }
  async versions(): Promise<readonly TierPolicyVersion[]> {
    return (await this.tools.policies.read(TIER_POLICY)).state.versions;
  }

  private async pass(span: Span): Promise<void> {
    await this.everybody(`closing:${span.through}`, span);
    const clients = await this.tools.accounts.count();
    const metadata = this.metadata(`closed|${span.through}`, 'system', this.tools.clock.now());
    await this.tools.calendar(BUSINESS_CALENDAR, finishClosing, { businessDate: span.through, clients }, metadata);
    this.tools.closed(span.through);
  }

  /** One pass over all accounts, or those that may have changed, slice by slice, under a name by which it is resumed. */
  private async everybody(name: string, span: Span): Promise<void> {
    const { rows, directory, accounts } = this.tools;
    const head = await this.tools.watch.head();
    await Promise.all([accounts.complete(), directory.refresh()]);
    const policies = await this.versions();
    const named = await this.tools.watch.named(span.through, policies.length, head);
    const mark = (await rows.checkpoint(name)) as Mark | undefined;
    const begin = mark?.after ?? null;
    for (let after = begin, more = true; more;) {
      const slice = await accounts.slice(named, after, SLICE);
      await this.look(slice.accounts, span, policies);
      after = slice.next;
      more = after !== null;
      if (more) await rows.commit({ writes: [], checkpoints: { [name]: { after } } });
    }
    if (!named && begin === null) this.tools.watch.passed(policies.length);
  }

  /** Looks at the clients of a slice who may have changed, in one bulk command. */
  private async look(
    page: readonly Row<SavedAccount>[],
    span: Span,
    policies: readonly TierPolicyVersion[],
  ): Promise<void> {
    const found = new Map<string, Looked>();
    const items: Item<DirectoryEntry, TierStanding, TierStandingEvent>[] = [];
    const metadataOf = this.sharedMetadata(span, policies);
    for (const row of page) {
      const { revision } = row.doc;
      this.tools.watch.saw(row.key, revision);
      const client = this.tools.directory.get(row.key);
      const at = { revision, through: span.through, policies: policies.length };
      if (!client || this.tools.watch.isUnchanged(row.key, at)) continue;
      const decide = looking(
        { timeline: timelineOf(await this.tools.accounts.state(row)), revision, span, policies },
        found,
      );
      items.push({ id: row.key, decide, command: client, metadata: metadataOf(revision) });
    }
    if (items.length === 0) return;
    const outcomes = await this.tools.standings.many(items);
    const failed = outcomes.find((outcome) => outcome instanceof Error);
    if (failed) throw failed;
    this.tools.watch.lookedAt(found);
  }

  /** One command id for all clients seen at the same revision: done again after a crash it has its first outcome. */
  private sharedMetadata({ through }: Span, policies: readonly TierPolicyVersion[]): (revision: number) => Metadata {
    const known = new Map<number, Metadata>();
    return (revision) => {
      const metadata =
        known.get(revision) ??
        this.metadata(
          `look|${through}|${String(revision)}|${String(policies.length)}`,
          'system',
          this.occurredAt(through),
        );
      known.set(revision, metadata);
      return metadata;
    };
  }

  /** The closed day's evening in Shanghai, or now when it is not over yet. */
  private occurredAt(businessDate: string): string {
    const [evening, now] = [shanghaiInstant(businessDate, 23), this.tools.clock.now()];
    return evening < now ? evening : now;
  }

  private metadata(cause: string, actor: string, occurredAt: string): Metadata {
    const commandId = uuidV5(PCRM_NAMESPACE, cause);
    return { actor, commandId, correlationId: commandId, causationId: commandId, occurredAt };
  }

  /** Begins nothing more. What is under way ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.turns[Symbol.asyncDispose]();
  }
}
