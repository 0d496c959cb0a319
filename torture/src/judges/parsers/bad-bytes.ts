import { encode } from 'iconv-lite';
import type { Chance } from '@pcrm/cli/demo';
import type { FileEncoding } from '@pcrm/contracts';
import { damaged } from './damage.js';

/** Words of the files that come in: a mistake is found where the rest of the line is right. */
export type Vocabulary = {
  readonly clientNos: readonly string[];
  readonly outletIds: readonly string[];
  readonly date: string;
};
// prettier-ignore
export type Kind = 'csv' | 'ndjson' | 'clients';
/** A file as it is sent: its bytes, what they are said to be, and the heading that was written above its lines; empty: none. */
export type BadFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: FileEncoding;
  readonly heading: string;
};

const ENDS = ['\n', '\n', '\n', '\r\n', '\r', '\n\n', '\n \n', '\u2028', '\v', '\f\n', '\u0085'];
const ODD = [
  ...['', ' ', '"', '""', '"a', 'a"b', '",', '\\', "'", ';', '\t', '\0', '\u{feff}', '\ufffd', '\u202e', '\u{1f600}', '\ud800'],
  ...['-1', '0', '-0', '+1', '1e5', '1.0', '0x10', '٣', '１', '9007199254740993', '99999999999999999999', 'NaN', 'Infinity'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'true', '=1+1', '{}', '[]', '2026-02-30', '0000-00-00'],
  // Two bytes of GB18030, of which the second is ASCII; four bytes; what was added to it later; a letter of ISO 8859-1.
  ...['王小芳', '乗', '誠', '丂', '𠮷', '龦', '\ue5e5', '€', 'é', '，', '　'],
]; // prettier-ignore
const HEADINGS: { readonly [K in Kind]: readonly string[] } = {
  csv: ['', 'source,sequence,clientNo,assetClass,businessDate,balanceFen,currency', 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId'],
  ndjson: [''],
  clients: ['clientNo,outletId', 'clientNo,outletId,name,phone,idNumber,birthday,tier,signedOn,openingAverageFen,consents'],
}; // prettier-ignore
const WHOLE: ReadonlySet<string> = new Set(Object.values(HEADINGS).flat());
/** Whether a heading was written as it should be. */
export const isWhole = (heading: string): boolean => WHOLE.has(heading);
/** What a file is written in, and what an honest sender says of it; nothing where the product cannot read it. */
const WRITINGS: readonly (readonly [written: string, told?: FileEncoding])[] = [
  ...([['utf8', 'utf-8'], ['utf8', 'utf-8'], ['gb18030', 'gb18030'], ['gbk', 'gb18030'], ['gb2312', 'gb18030']] as const),
  ...([['latin1'], ['utf16le'], ['utf16be']] as const),
]; // prettier-ignore
const TOLD: readonly FileEncoding[] = ['utf-8', 'gb18030'];

/** A file with mistakes of every sort; the same chance gives the same bytes. */
export class BadFiles {
  constructor(
    private readonly chance: Chance,
    private readonly words: Vocabulary,
  ) {}

  file(kind: Kind): BadFile {
    if (this.chance.is(0.05)) return this.noise();
    const [written, honest] = this.chance.pick(WRITINGS);
    const encoding = honest !== undefined && this.chance.is(0.8) ? honest : this.chance.pick(TOLD);
    const heading = this.heading(kind);
    const text = this.text(kind, heading);
    return { bytes: damaged(this.chance, encode(text, written, { addBOM: this.chance.is(0.2) })), encoding, heading };
  } // prettier-ignore

  /** As it should be for the most part; where there is none, nothing is torn. */
  private heading(kind: Kind): string {
    const heading = this.chance.pick(HEADINGS[kind]);
    return heading === '' || this.chance.is(0.9) ? heading : this.torn(heading);
  }

  private text(kind: Kind, heading: string): string {
    const lines = Array.from({ length: this.chance.int(0, 12) }, () => this.line(kind));
    const all = [...(heading === '' ? [] : [heading]), ...lines];
    return (this.chance.is(0.1) ? '\u{feff}' : '') + all.map((line) => line + this.chance.pick(ENDS)).join('');
  }

  /** No file at all. */
  private noise(): BadFile {
    const bytes = Uint8Array.from({ length: this.chance.int(1, 4_000) }, () => this.chance.int(0, 255));
    return { bytes, encoding: this.chance.pick(TOLD), heading: '' };
  }

  private line(kind: Kind): string {
    const line = kind === 'ndjson' ? this.json() : this.fields(kind).map((field) => this.quoted(field)).join(',');
    if (this.chance.is(0.03)) return line + 'x'.repeat(this.chance.int(900, 3_000));
    return this.chance.is(0.3) ? this.torn(line) : line;
  } // prettier-ignore

  private fields(kind: Kind): readonly string[] {
    const { clientNos, outletIds, date } = this.words;
    const [clientNo, outletId] = [this.chance.pick(clientNos), this.chance.pick(outletIds)];
    const sequence = String(this.chance.int(0, 2_000));
    const balance = ['core', sequence, clientNo, this.chance.pick(['deposit', 'fund']), date, String(this.chance.int(0, 9_999_999)), 'CNY'];
    const fields = kind === 'clients' ? [clientNo, outletId, '赵一', '13800138000'] : this.chance.is(0.7) ? balance : ['visit', '', '', clientNo, '', date, '', '', outletId];
    return fields.map((field) => (this.chance.is(0.12) ? this.chance.pick(ODD) : field));
  } // prettier-ignore

  private quoted(field: string): string {
    return this.chance.is(0.15) ? `"${field.replaceAll('"', '""')}"` : field;
  }

  private json(): string {
    const depth = this.chance.int(1, 400);
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const value = (): string => this.chance.pick([JSON.stringify(this.chance.pick(ODD)), nested, '9007199254740993', '1e400', 'null', '{"a":{}}']);
    const [source, sequence, clientNo, assetClass, businessDate, balanceFen, currency] = this.fields('csv');
    const good = JSON.stringify({ source, sequence: Number(sequence), clientNo, assetClass, businessDate, balanceFen: Number(balanceFen), currency });
    const name = this.chance.pick(['__proto__', 'source', 'balanceFen', 'type', 'constructor', 'x']);
    return this.chance.is(0.5) ? good : `${good.slice(0, -1)},"${name}":${value()}}`;
  } // prettier-ignore

  /** Cut, doubled, or with something odd in the middle. */
  private torn(line: string): string {
    const at = this.chance.int(0, line.length);
    return this.chance.pick([line.slice(0, at), line.slice(at), line + line, line.slice(0, at) + this.chance.pick(ODD) + line.slice(at)]);
  } // prettier-ignore
}
