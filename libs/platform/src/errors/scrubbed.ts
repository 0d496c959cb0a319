/** A text for the log: digits in a row, Chinese text, addresses and quoted pieces, which may be personal, are blotted out. */
export const scrubbed = (text: string): string =>
  text
    .replace(/(["'`])(?:(?!\1).){1,2000}\1/gs, '$1…$1')
    .replace(/[\p{Script=Han}·]+/gu, '〇')
    .replace(/[^\s@<>]+@[^\s@<>]+/g, '…@…')
    .replace(/\d{5,}/g, '#')
    .slice(0, 2_000);

/** An error as the log may know it: its class, a scrubbed message, and where it was thrown. */
export function loggable(error: unknown): {
  readonly type: string;
  readonly message: string;
  readonly at: readonly string[];
} {
  if (!(error instanceof Error)) return { type: typeof error, message: '', at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, message: scrubbed(error.message), at: at.slice(0, 12).map((line) => line.trim()) };
}
