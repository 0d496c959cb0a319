import type { RowStore, Table } from '@pcrm/event-sourcing';

/** How the sandbox gateway behaves: everything that a real one does on bad days. */
export type SandboxSettings = {
  /** `accept`; `refuse`: says no; `outage`: cannot be reached; `drop-answer`: takes the text and dies before it answers. */
  readonly sending: 'accept' | 'refuse' | 'outage' | 'drop-answer';
  /** `deliver` on time, say `fail`ed, or `lose`: the receipt never comes by itself, only when asked for. */
  readonly receipts: 'deliver' | 'fail' | 'lose';
  /** Seconds between taking a text and its receipt. */
  readonly receiptDelaySeconds: number;
};
export const GOOD_DAY: SandboxSettings = { sending: 'accept', receipts: 'deliver', receiptDelaySeconds: 5 };

export const sandboxSettingsTable: Table = { name: 'sandbox-settings', indexes: {} };
const KEY = 'settings';

/** The settings stand in a row, so that every process and every start knows them. */
export async function readSandbox(rows: RowStore): Promise<SandboxSettings> {
  await rows.declare(sandboxSettingsTable);
  return (await rows.load<SandboxSettings>(sandboxSettingsTable, [KEY])).get(KEY)?.doc ?? GOOD_DAY;
}
export async function changeSandbox(rows: RowStore, settings: SandboxSettings): Promise<void> {
  await rows.declare(sandboxSettingsTable);
  const expected = (await rows.load(sandboxSettingsTable, [KEY])).get(KEY)?.version ?? 0;
  const row = { key: KEY, expected, seen: {}, doc: { ...settings } };
  await rows.commit({ writes: [{ table: sandboxSettingsTable, rows: [row] }] });
}
