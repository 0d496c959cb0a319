import { VersionConflict, type RowStore, type Table } from '@pcrm/event-sourcing';

/** `accept`; `refuse`: says no; `outage`: cannot be reached; `drop-answer`: takes the text and dies before it answers. */
export type SandboxSending = 'accept' | 'refuse' | 'outage' | 'drop-answer';
/** `deliver` on time, say `fail`ed, or `lose`: the receipt never comes by itself, only when asked for. */
export type SandboxReceipts = 'deliver' | 'fail' | 'lose';
/** How the sandbox gateway behaves: everything that a real one does on bad days. */
export type SandboxSettings = {
  readonly sending: SandboxSending;
  readonly receipts: SandboxReceipts;
  /** Seconds between taking a text and its receipt. */
  readonly receiptDelaySeconds: number;
};
export const GOOD_DAY: SandboxSettings = { sending: 'accept', receipts: 'deliver', receiptDelaySeconds: 5 };

export const sandboxSettingsTable: Table = { name: 'sandbox-settings', indexes: {} };
const KEY = 'settings';

/** The settings stand in a row, so that every process and every start knows them. `revision`: the row's version, 0 before the first change. */
export async function readSandbox(
  rows: RowStore,
): Promise<{ readonly settings: SandboxSettings; readonly revision: number }> {
  await rows.declare(sandboxSettingsTable);
  const row = (await rows.load<SandboxSettings>(sandboxSettingsTable, [KEY])).get(KEY);
  return { settings: { ...(row?.doc ?? GOOD_DAY) }, revision: row?.version ?? 0 };
}

/** `ifRevision`: what whoever changes them has read. */
export async function changeSandbox(rows: RowStore, settings: SandboxSettings, ifRevision?: number): Promise<void> {
  const { revision: expected } = await readSandbox(rows);
  if (ifRevision !== undefined && ifRevision !== expected) throw new VersionConflict(sandboxSettingsTable.name, [KEY]);
  const row = { key: KEY, expected, seen: {}, doc: { ...settings } };
  await rows.commit({ writes: [{ table: sandboxSettingsTable, rows: [row] }] });
}
