/** A line of a file that could not be taken: which field, why, and its original text. */
export type Rejected = {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly text: string;
};
/** A line of a file by column name; `line` counts from 1, the heading included. */
export type Row = {
  readonly line: number;
  readonly text: string;
  readonly cells: { readonly [column: string]: string };
};
export type Rows = { readonly rows: readonly Row[]; readonly rejected: readonly Rejected[] };

const LONGEST_LINE = 2_000;

/** Fields of one line: commas part them, double quotes hold what has commas, a doubled quote is one. Undefined: a quote never ends. */
export function fieldsOf(line: string): readonly string[] | undefined {
  const fields: string[] = [];
  for (let at = 0; at <= line.length;) {
    const [whole, quoted, plain = ''] = fieldAt(line, at) ?? [];
    if (whole === undefined) return undefined;
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    at += whole.length + 1;
  }
  return fields;
}

/** The field that begins at a place, up to the next comma or the end. */
function fieldAt(line: string, at: number): RegExpExecArray | null {
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/y;
  field.lastIndex = at;
  return field.exec(line);
}

/** Lines of bytes as text, each by itself, so that a badly encoded one spoils no other. No line breaks inside fields. */
function* linesOf(bytes: Uint8Array, encoding: string): Generator<string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(10, from);
    const to = at < 0 ? bytes.length : at;
    yield textOf(decoder, bytes.subarray(from, to));
    from = to + 1;
  }
}

function textOf(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes).replace(/\r$/, '');
  } catch {
    return undefined;
  }
}

/** Reads a CSV file with a heading line. `columns`: the ones it must have, in any order; others are left out. */
export function readCsv(bytes: Uint8Array, encoding: string, columns: readonly string[]): Rows {
  const [first, ...lines] = linesOf(bytes, encoding);
  const heading = (first === undefined ? undefined : fieldsOf(first)) ?? [];
  const missing = columns.find((column) => !heading.includes(column));
  if (missing !== undefined) {
    return {
      rows: [],
      rejected: [{ line: 1, field: missing, reason: 'column.missing', text: first?.slice(0, 200) ?? '' }],
    };
  }
  const read = lines.flatMap((text, index) => (text === '' ? [] : [rowOf(index + 2, text, heading)]));
  return { rows: read.filter((row) => 'cells' in row), rejected: read.filter((row) => 'reason' in row) };
}

function rowOf(line: number, text: string | undefined, heading: readonly string[]): Row | Rejected {
  const refused = (reason: string): Rejected => ({ line, field: 'line', reason, text: text?.slice(0, 200) ?? '' });
  if (text === undefined) return refused('encoding.bad');
  if (text.length > LONGEST_LINE) return refused('line.too-long');
  const fields = fieldsOf(text);
  if (!fields) return refused('quote.open');
  if (fields.length !== heading.length) return refused('fields.count');
  return { line, text, cells: Object.fromEntries(heading.map((column, at) => [column, fields[at] ?? ''])) };
}
