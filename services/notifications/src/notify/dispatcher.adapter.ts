import { randomUUID } from 'node:crypto';
import { BRANCH_KEY, toShanghaiDate, type OutreachTerms } from '@pcrm/contracts';
import { asError, type Clock, type Find, type Found, type Handler, type RowStore } from '@pcrm/event-sourcing';
import type { ActiveTables } from '@pcrm/platform';
import { versionOn } from '../built-in-policy.js';
import type { Template, TemplateEvent } from '../compose/message-template.events.js';
import { kindOf, missingIn } from '../wording.js';
import type { MessageTexts } from './message-text.adapter.js';
import { noteOutcome, type NoteOutcome } from './note-outcome/note-outcome.js';
import { outbox, type OutboxRow } from './outbox/outbox.projection.js';
import type { OutreachPolicyEvent } from './outreach-policy.events.js';
import type { OutreachPolicy } from './outreach-policy.js';
import type { OutreachEvent } from './outreach.events.js';
import type { MessageStatus, Outreach } from './outreach.js';
import { byItself, type ReceiptDesk } from './receipt-desk.adapter.js';
import type { Sms, SmsAnswer, SmsGateway } from './sms/sms-gateway.js';
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
  /** Milliseconds that no clock's being put right moves: a rest lasts no longer than it is. */
  readonly elapsed?: () => number;
  /** Told of a message that could not be worked on now; by id. */
  readonly failed?: (messageId: string, error: Error) => void;
};
/** A message that is on its way for so long, and not by us, was left by a process that died. */
const LEFT_BEHIND_MS = 60_000;
/** Looks further apart than this were a standstill: then it counts when a message really leaves. */
const STANDSTILL_MS = 5_000;
/** Messages looked at in one look, at most. */
const AT_ONCE = 200;
const ACTOR = 'dispatcher';
type Terms = { readonly terms: OutreachTerms; readonly book: Book };

/** Sends what is due. Whatever happens, nothing is sent twice: only who has just recorded the start sends, and a start without an end is asked about. */
export class Dispatcher {
  private readonly underWay = new Set<string>();
  private readonly restingUntil = new Map<string, number>();
  private readonly askedAt = new Map<string, string>();
  /** Where the next look at a state goes on. */
  private readonly places = new Map<MessageStatus, string>();
  private looked: { readonly clock: string; readonly wall: number } | undefined;

  constructor(private readonly parts: DispatcherParts) {}

  /** Sends what is due by now; answers how many messages it looked at. */
  async sendDue(): Promise<number> {
    const now = this.parts.clock.now();
    const since = this.lookedBefore(now);
    const due = (await this.next('scheduled', now)).filter((row) => this.isFree(row));
    if (due.length === 0) return 0;
    const terms = await this.terms(now);
    await this.each(due, (row) => {
      const dueAt = row.scheduledFor ?? now;
      return this.send(row, since !== undefined && dueAt > since ? dueAt : now, terms);
    });
    return due.length;
  }

  /** Marks as unknown what a dead process left on its way, and asks for receipts that are missing. */
  async settleOpen(): Promise<void> {
    const now = this.parts.clock.now();
    const { terms } = await this.terms(now);
    const longAgo = before(now, LEFT_BEHIND_MS);
    const left = (await this.next('dispatching', now)).filter(({ startedAt }) => (startedAt ?? now) <= longAgo);
    await this.each(left, (row) => this.note(row, { outcome: 'unknown', at: now }));
    await this.each(await this.next('unknown', now), (row) => this.ask(row, now, terms));
    const unheard = await this.next('dispatched', before(now, terms.receiptMinutes * 60_000));
    await this.each(unheard, (row) => this.ask(row, now, terms));
  }

  /** Whether nothing is due and nothing on its way. */
  async idle(): Promise<boolean> {
    const { rows } = await this.find({ prefix: ['scheduled'], to: this.parts.clock.now(), limit: 1 });
    return rows.length === 0 && this.underWay.size === 0;
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
    // Before the start: what cannot be made now waits, and what was started is not tried again.
    const text = template && (await this.parts.texts.text(template, terms, opened, row));
    const kind = template && kindOf(template, opened.values, terms);
    const complete = template !== null && missingIn(template, opened.values) === undefined;
    // An id of its own for every try: with a shared one the store would tell two processes that each of them wrote the start.
    const metadata = byItself(ACTOR, `dispatch|${messageId}|${randomUUID()}`, at);
    const command = { clientId, messageId, kind, complete, terms, by: ACTOR, at };
    const { events, repeated } = await this.parts.outreaches(clientId, startDispatch, command, metadata);
    if (repeated || text === null || !events.some(({ type }) => type === 'DispatchStarted')) return;
    const became = await this.handOver({ key: messageId, subject: clientId, phone: opened.phone ?? '', text, at });
    await this.note(row, { ...became, at });
  }

  private async templateOf({ clientId, messageId }: OutboxRow, book: Book): Promise<Template | null> {
    const { messages } = (await this.parts.outreaches.read(clientId)).state;
    return book[messages.get(messageId)?.templateId ?? '']?.approved ?? null;
  }

  private async handOver(sms: Sms): Promise<Became> {
    try {
      return becameOf(await this.parts.gateway.send(sms));
    } catch (error) {
      this.parts.failed?.(sms.key, asError(error));
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

  /** Works on those that are free, all at once; what fails rests for a while. */
  private async each(rows: readonly OutboxRow[], work: (row: OutboxRow) => Promise<void>): Promise<void> {
    await Promise.all(rows.filter((row) => this.isFree(row)).map((row) => this.tried(row, () => work(row))));
  }

  private async tried({ messageId }: OutboxRow, work: () => Promise<void>): Promise<void> {
    this.underWay.add(messageId);
    try {
      await work();
      this.restingUntil.delete(messageId);
    } catch (error) {
      this.restingUntil.set(messageId, this.elapsed() + this.parts.restMs);
      this.parts.failed?.(messageId, asError(error));
    } finally {
      this.underWay.delete(messageId);
    }
  }

  private elapsed(): number {
    return (this.parts.elapsed ?? (() => performance.now()))();
  }

  private isFree({ messageId }: OutboxRow): boolean {
    return !this.underWay.has(messageId) && (this.restingUntil.get(messageId) ?? 0) <= this.elapsed();
  }

  /** The next messages in a state, in turns: those that rest, or never come to an end, hold up nobody behind them. */
  private async next(status: MessageStatus, to: string): Promise<readonly OutboxRow[]> {
    const after = this.places.get(status);
    const from = after === undefined ? {} : { after };
    // What cannot be read on, for the rows are those of another build now, begins anew the next time.
    this.places.delete(status);
    const { rows, next } = await this.find({ prefix: [status], to, limit: AT_ONCE, ...from });
    if (next !== undefined) this.places.set(status, next);
    return rows.map(({ doc }) => doc);
  }

  private async find(find: Omit<Find, 'index'>): Promise<Found<OutboxRow>> {
    const table = await this.parts.tables.activeTable(outbox.name);
    return await this.parts.rows.find<OutboxRow>(table, { index: 'leaving', ...find });
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
