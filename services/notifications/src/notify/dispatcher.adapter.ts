import { randomUUID } from 'node:crypto';
import { BRANCH_KEY, toShanghaiDate, type OutreachTerms } from '@pcrm/contracts';
import { asError, type Clock, type Handler, type RowStore } from '@pcrm/event-sourcing';
import type { ActiveTables } from '@pcrm/platform';
import { versionOn } from '../built-in-policy.js';
import type { Template, TemplateEvent } from '../compose/message-template.events.js';
import { kindOf } from '../wording.js';
import type { MessageTexts, Opened } from './message-text.adapter.js';
import { noteOutcome, type NoteOutcome } from './note-outcome/note-outcome.js';
import { outbox, type OutboxRow } from './outbox/outbox.projection.js';
import type { OutreachPolicyEvent } from './outreach-policy.events.js';
import type { OutreachPolicy } from './outreach-policy.js';
import type { OutreachEvent } from './outreach.events.js';
import type { MessageStatus, Outreach } from './outreach.js';
import { byItself, type ReceiptDesk } from './receipt-desk.adapter.js';
import type { SmsAnswer, SmsGateway } from './sms/sms-gateway.js';
import { startDispatch } from './start-dispatch/start-dispatch.js';

/** What of the template book is read: the wordings in use. */
type Book = { readonly [templateId: string]: { readonly approved: Template | null } };
export type DispatcherParts = {
  readonly outreaches: Handler<Outreach, OutreachEvent>;
  readonly policies: Handler<OutreachPolicy, OutreachPolicyEvent>;
  readonly templates: Pick<Handler<Book, TemplateEvent>, 'read'>;
  readonly gateway: SmsGateway;
  readonly desk: ReceiptDesk;
  readonly texts: MessageTexts;
  readonly rows: RowStore;
  readonly tables: ActiveTables;
  readonly clock: Clock;
  /** So long after a failure, in milliseconds, a message is looked at again. */
  readonly restMs: number;
  /** Milliseconds of the wall clock, to tell a moved clock from a night's standstill. */
  readonly wall?: () => number;
  /** Told of a message that could not be worked on now; by id. */
  readonly failed?: (messageId: string, error: Error) => void;
};
/** A message that is on its way for so long, and not by us, was left by a process that died. */
const LEFT_BEHIND_MS = 60_000;
/** Looks further apart than this were a standstill: then it counts when a message really leaves. */
const STANDSTILL_MS = 5_000;
const ACTOR = 'dispatcher';
type Leaving = { readonly terms: OutreachTerms; readonly at: string };
type Terms = { readonly terms: OutreachTerms; readonly book: Book };

/** Sends what is due. Whatever happens, nothing is sent twice: only who has just recorded the start sends, and a start without an end is asked about. */
export class Dispatcher {
  private readonly underWay = new Set<string>();
  private readonly restingUntil = new Map<string, number>();
  private readonly askedAt = new Map<string, string>();
  private looked: { readonly clock: string; readonly wall: number } | undefined;

  constructor(private readonly parts: DispatcherParts) {}

  /** Sends what is due by now; answers how many messages it looked at. */
  async sendDue(): Promise<number> {
    const now = this.parts.clock.now();
    const since = this.lookedBefore(now);
    const due = (await this.find('scheduled', now)).filter(({ messageId }) => this.isFree(messageId));
    if (due.length === 0) return 0;
    const terms = await this.terms(now);
    await Promise.all(
      due.map((row) => {
        const dueAt = row.scheduledFor ?? now;
        return this.tried(row, () => this.send(row, since !== undefined && dueAt > since ? dueAt : now, terms));
      }),
    );
    return due.length;
  }

  /** Marks as unknown what a dead process left on its way, and asks for receipts that are missing. */
  async settleOpen(): Promise<void> {
    const now = this.parts.clock.now();
    const { terms } = await this.terms(now);
    const longAgo = before(now, LEFT_BEHIND_MS);
    for (const row of await this.find('dispatching', now)) {
      if ((row.startedAt ?? now) > longAgo || !this.isFree(row.messageId)) continue;
      await this.tried(row, () => this.note(row, { outcome: 'unknown', at: now }));
    }
    const missing = [
      ...(await this.find('unknown', now)),
      ...(await this.find('dispatched', before(now, terms.receiptMinutes * 60_000))),
    ];
    for (const row of missing) if (this.isFree(row.messageId)) await this.tried(row, () => this.ask(row, now, terms));
  }

  /** Whether nothing is due and nothing on its way. */
  async idle(): Promise<boolean> {
    const due = await this.find('scheduled', this.parts.clock.now());
    return due.length === 0 && this.underWay.size === 0;
  }

  /** The clock at the look before, unless the process stood still since then. */
  private lookedBefore(now: string): string | undefined {
    const wall = (this.parts.wall ?? Date.now)();
    const last = this.looked;
    this.looked = { clock: now, wall };
    return last && wall - last.wall < STANDSTILL_MS ? last.clock : undefined;
  }

  private async send(row: OutboxRow, at: string, { terms, book }: Terms): Promise<void> {
    const { clientId, messageId } = row;
    const template = await this.templateOf(row, book);
    const opened = await this.parts.texts.open(clientId, messageId);
    const kind = template && kindOf(template, opened.values, terms);
    // An id of its own for every try: with a shared one the store would tell two processes that each of them wrote the start.
    const metadata = byItself(ACTOR, `dispatch|${messageId}|${randomUUID()}`, at);
    const command = { clientId, messageId, kind, terms, by: ACTOR, at };
    const { events, repeated } = await this.parts.outreaches(clientId, startDispatch, command, metadata);
    if (repeated || !template || !events.some(({ type }) => type === 'DispatchStarted')) return;
    await this.note(row, { ...(await this.handOver(row, opened, template, { terms, at })), at });
  }

  private async templateOf({ clientId, messageId }: OutboxRow, book: Book): Promise<Template | null> {
    const { messages } = (await this.parts.outreaches.read(clientId)).state;
    return book[messages.get(messageId)?.templateId ?? '']?.approved ?? null;
  }

  private async handOver(row: OutboxRow, opened: Opened, template: Template, { terms, at }: Leaving): Promise<Became> {
    const { clientId: subject, messageId: key } = row;
    try {
      const text = await this.parts.texts.text(template, terms, opened, row);
      return becameOf(await this.parts.gateway.send({ key, subject, phone: opened.phone ?? '', text, at }));
    } catch (error) {
      this.parts.failed?.(key, asError(error));
      return { outcome: 'unknown' };
    }
  }

  private async ask(row: OutboxRow, now: string, { receiptMinutes }: OutreachTerms): Promise<void> {
    const { messageId } = row;
    if ((this.askedAt.get(messageId) ?? '') > before(now, receiptMinutes * 60_000)) return;
    // What could not be asked for waits no longer than anything that failed.
    if (await this.told(row, now)) this.askedAt.delete(messageId);
    else this.askedAt.set(messageId, now);
  }

  /** Whether the gateway says what became of a message; then that is noted. */
  private async told(row: OutboxRow, at: string): Promise<boolean> {
    const receipt = await this.parts.gateway.receipt(row.messageId);
    // A gateway that took a text and knows nothing of it is asked again, as seldom as one that does not know yet.
    if (receipt === 'pending' || (receipt === 'never-received' && row.status !== 'unknown')) return false;
    if (receipt !== 'never-received') await this.parts.desk.take(receipt);
    else await this.note(row, { outcome: 'failed', reasonCode: 'gateway.never-received', at });
    return true;
  }

  private async note({ clientId, messageId }: OutboxRow, became: Became & { readonly at: string }): Promise<void> {
    const command: NoteOutcome = { clientId, messageId, ...became };
    const metadata = byItself(ACTOR, `outcome|${messageId}|${became.outcome}`, became.at);
    await this.parts.outreaches(clientId, noteOutcome, command, metadata);
  }

  private async tried({ messageId }: OutboxRow, work: () => Promise<void>): Promise<void> {
    this.underWay.add(messageId);
    try {
      await work();
      this.restingUntil.delete(messageId);
    } catch (error) {
      this.restingUntil.set(messageId, (this.parts.wall ?? Date.now)() + this.parts.restMs);
      this.parts.failed?.(messageId, asError(error));
    } finally {
      this.underWay.delete(messageId);
    }
  }

  private isFree(messageId: string): boolean {
    return !this.underWay.has(messageId) && (this.restingUntil.get(messageId) ?? 0) <= (this.parts.wall ?? Date.now)();
  }

  private async find(status: MessageStatus, to: string): Promise<readonly OutboxRow[]> {
    const table = await this.parts.tables.activeTable(outbox.name);
    const page = await this.parts.rows.find<OutboxRow>(table, { index: 'leaving', prefix: [status], to, limit: 200 });
    return page.rows.map(({ doc }) => doc);
  }

  private async terms(now: string): Promise<Terms> {
    const [policy, book] = await Promise.all([
      this.parts.policies.read(BRANCH_KEY),
      this.parts.templates.read(BRANCH_KEY),
    ]);
    return { terms: versionOn(policy.state.adopted, toShanghaiDate(now)).terms, book: book.state };
  }
}

type Became =
  { readonly outcome: 'unknown' | 'dispatched' } | { readonly outcome: 'failed'; readonly reasonCode: string };
const becameOf = (answer: SmsAnswer): Became =>
  answer.accepted ? { outcome: 'dispatched' } : { outcome: 'failed', reasonCode: answer.reasonCode };
const before = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();
