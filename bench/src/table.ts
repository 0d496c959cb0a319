import type { Line, Side } from './measurement.js';

export type Shown = { readonly section: string; readonly lines: readonly Line[] };

const HEADING = ['', 'PCRM', 'raw limit', 'of raw', 'p50 / p99 ms', 'raw p50 / p99', 'goal'];

/** All sections as one table; columns are as wide as what stands in them, numbers to the right. */
export function tableOf(shown: readonly Shown[]): string {
  const cells = shown.flatMap(({ section, lines }) => [[section], ...lines.map(cellsOf)]);
  const widths = HEADING.map((name, at) =>
    Math.max(...[[...HEADING], ...cells].map((row) => widthOf(row, at)), name.length),
  );
  const text = [HEADING, ...cells].map((row) => rowText(row, widths));
  const rule = '-'.repeat(Math.max(...text.map(({ length }) => length)));
  const notes = shown.flatMap(({ lines }) => lines.flatMap(noteOf));
  return [text[0], rule, ...text.slice(1), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/** The name of a section stands alone in its row and widens nothing. */
const widthOf = (row: readonly string[], at: number): number => (row.length === 1 ? 0 : (row[at]?.length ?? 0));

function rowText(row: readonly string[], widths: readonly number[]): string {
  const [first = '', ...rest] = row;
  if (row.length === 1) return first;
  const padded = rest.map((cell, at) => (at < 5 ? cell.padStart(widths[at + 1] ?? 0) : cell));
  return [first.padEnd(widths[0] ?? 0), ...padded].join('  ').trimEnd();
}

const cellsOf = ({ what, unit, ours, raw, share, goals }: Line): string[] => [
  `  ${what}`,
  ours ? spreadText(ours, unit) : '-',
  raw ? spreadText(raw, unit) : '',
  share === undefined ? '' : shareText(share),
  percentiles(ours),
  percentiles(raw),
  goals.map(({ text, met }) => `${text}: ${met ? 'met' : 'MISSED'}`).join(', '),
];

const noteOf = ({ what, rawIs, note }: Line): string[] => {
  const said = [...(rawIs === undefined ? [] : [`raw is ${rawIs}`]), ...(note === undefined ? [] : [note])];
  return said.length === 0 ? [] : [`${what}: ${said.join('; ')}`];
};

/** `98,765 /s (97,000–99,000)` */
export const spreadText = ({ median, min, max, runs }: Side, unit: string): string =>
  runs === 1
    ? `${numberText(median)} ${unit}`
    : `${numberText(median)} ${unit} (${numberText(min)}–${numberText(max)})`;

/** Three digits that mean something, thousands apart. */
export function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Per cent, below ten of them with a digit more; from three on as times. */
export function shareText(share: number): string {
  if (share >= 3) return `${numberText(share)} ×`;
  return share < 0.1 ? `${(share * 100).toFixed(1)} %` : `${String(Math.round(share * 100))} %`;
}

const percentiles = (side: Side | undefined): string =>
  side?.p50 === undefined || side.p99 === undefined ? '' : `${numberText(side.p50)} / ${numberText(side.p99)}`;
