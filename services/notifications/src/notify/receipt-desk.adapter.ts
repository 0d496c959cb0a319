import { BRANCH_KEY, toShanghaiDate } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5, type Handler, type Metadata, type RowStore } from '@pcrm/event-sourcing';
import type { ActiveTables } from '@pcrm/platform';
import { versionOn } from '../built-in-policy.js';
import { noteOutcome, type NoteOutcome } from './note-outcome/note-outcome.js';
import { outbox, type OutboxRow } from './outbox/outbox.projection.js';
import type { OutreachPolicyEvent } from './outreach-policy.events.js';
import type { OutreachPolicy } from './outreach-policy.js';
import type { OutreachEvent } from './outreach.events.js';
import type { Outreach } from './outreach.js';
import { receiveOptOut } from './receive-opt-out/receive-opt-out.js';
import type { SmsReceipt } from './sms/sms-gateway.js';

/** What a gateway tells us: a receipt, or what the client answered to a text of ours. */
export type SmsReport =
  SmsReceipt | { readonly key: string; readonly outcome: 'reply'; readonly text: string; readonly at: string };
export type DeskParts = {
  readonly outreaches: Handler<Outreach, OutreachEvent>;
  readonly policies: Handler<OutreachPolicy, OutreachPolicyEvent>;
  readonly rows: RowStore;
  readonly tables: ActiveTables;
};

/** The metadata of what happens by itself: its id follows from what it is, so that twice is once. */
export const byItself = (actor: string, cause: string, occurredAt: string): Metadata => {
  const commandId = uuidV5(PCRM_NAMESPACE, `notifications|${cause}`);
  return { actor, commandId, correlationId: commandId, causationId: commandId, occurredAt };
};

/** Takes in what the gateway tells, whichever way it comes. */
export class ReceiptDesk {
  constructor(private readonly parts: DeskParts) {}

  /** False when no message has this key, yet: to be told again. */
  async take(report: SmsReport): Promise<boolean> {
    const { rows, tables } = this.parts;
    const row = (await rows.load<OutboxRow>(await tables.activeTable(outbox.name), [report.key])).get(report.key)?.doc;
    if (!row) return false;
    if (report.outcome === 'reply') await this.reply(row, report);
    else await this.outcome(row, report);
    return true;
  }

  private async outcome({ clientId, messageId }: OutboxRow, receipt: SmsReceipt): Promise<void> {
    const { key: _key, ...became } = receipt;
    const command: NoteOutcome = { clientId, messageId, ...became };
    const metadata = byItself('sms-gateway', `receipt|${messageId}|${receipt.outcome}`, receipt.at);
    await this.parts.outreaches(clientId, noteOutcome, command, metadata);
  }

  /** Only an opt-out word counts; what else clients write is not kept. */
  private async reply(
    { clientId, messageId }: OutboxRow,
    { text, at }: { readonly text: string; readonly at: string },
  ): Promise<void> {
    const { adopted } = (await this.parts.policies.read(BRANCH_KEY)).state;
    const { optOutWords } = versionOn(adopted, toShanghaiDate(at)).terms;
    if (!isOptOut(text, optOutWords)) return;
    const metadata = byItself('sms-gateway', `opt-out|${messageId}|${at}`, at);
    await this.parts.outreaches(clientId, receiveOptOut, { clientId, messageId, at }, metadata);
  }
}

/** 退订, TD, “td ” and 「退订。」 alike. */
export const isOptOut = (text: string, words: readonly string[]): boolean => {
  const said = text
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toUpperCase();
  return words.some((word) => word.toUpperCase() === said);
};
