import { Unavailable, type Clock, type RowStore, type Sealer, type Table } from '@pcrm/event-sourcing';
import { readSandbox, type SandboxSettings } from './sandbox-settings.js';
import type { Sms, SmsAnswer, SmsGateway, SmsReceipt } from './sms-gateway.js';

/** A text that the sandbox took: phone and words sealed with the client's keys. */
export type SandboxRow = {
  readonly key: string;
  readonly sealed: string | null;
  readonly takenAt: string;
  readonly outcome: 'delivered' | 'failed';
  readonly receiptAt: string;
  /** When the receipt is to be told; null: told, or lost. */
  readonly tellAt: string | null;
};
export const sandboxTable: Table = { name: 'sandbox-sms', indexes: { telling: ['tellAt'], taken: ['takenAt'] } };

export type SandboxParts = { readonly rows: RowStore; readonly sealer: Sealer; readonly clock: Clock };

/** A gateway without a network: keeps what it is given, once per key, and tells receipts after a while. */
export class SandboxSmsGateway implements SmsGateway {
  constructor(private readonly parts: SandboxParts) {}

  async prepare(): Promise<void> {
    await this.parts.rows.declare(sandboxTable);
  }

  async send({ key, subject, phone, text, at }: Sms): Promise<SmsAnswer> {
    const { rows, sealer } = this.parts;
    const { settings } = await readSandbox(rows);
    if ((await rows.load(sandboxTable, [key])).has(key)) return { accepted: true };
    if (settings.sending === 'outage') throw new Unavailable('the sandbox gateway is told to be out');
    if (settings.sending === 'refuse') return { accepted: false, reasonCode: 'gateway.refused' };
    const row = taken(key, settings, { sealed: await sealer.sealWhole(subject, { phone, text }), at });
    await rows.commit({ writes: [{ table: sandboxTable, rows: [{ key, expected: 0, seen: {}, doc: { ...row } }] }] });
    if (settings.sending === 'drop-answer') throw new Unavailable('the sandbox gateway is told to die after taking it');
    return { accepted: true };
  }

  async receipt(key: string): Promise<SmsReceipt | 'pending' | 'never-received'> {
    const row = (await this.parts.rows.load<SandboxRow>(sandboxTable, [key])).get(key)?.doc;
    if (!row) return 'never-received';
    return row.receiptAt <= this.parts.clock.now() ? receiptOf(row) : 'pending';
  }

  /** Tells the receipts that are due by now; what the hearer does not take is told again. */
  async tell(hearer: (receipt: SmsReceipt) => Promise<boolean>): Promise<number> {
    const { rows, clock } = this.parts;
    const due = await rows.find<SandboxRow>(sandboxTable, { index: 'telling', to: clock.now(), limit: 100 });
    for (const { key, version, seen, doc } of due.rows) {
      if (!(await hearer(receiptOf(doc)))) continue;
      const told = { key, expected: version, seen, doc: { ...doc, tellAt: null } };
      await rows.commit({ writes: [{ table: sandboxTable, rows: [told] }] });
    }
    return due.rows.length;
  }
}

function taken(
  key: string,
  { receipts, receiptDelaySeconds }: SandboxSettings,
  { sealed, at: takenAt }: { readonly sealed: string | null; readonly at: string },
): SandboxRow {
  const receiptAt = new Date(Date.parse(takenAt) + receiptDelaySeconds * 1_000).toISOString();
  const outcome = receipts === 'fail' ? 'failed' : 'delivered';
  return { key, sealed, takenAt, outcome, receiptAt, tellAt: receipts === 'lose' ? null : receiptAt };
}
const receiptOf = ({ key, outcome, receiptAt: at }: SandboxRow): SmsReceipt =>
  outcome === 'delivered' ? { key, outcome, at } : { key, outcome, reasonCode: 'gateway.undeliverable', at };
