import type { Chance } from '@pcrm/cli/demo';

/** Words of the files that come in: a mistake is found where the rest of the line is right. */
export type Vocabulary = {
  readonly clientNos: readonly string[];
  readonly outletIds: readonly string[];
  readonly date: string;
};
// prettier-ignore
export type Kind = 'csv' | 'ndjson' | 'clients';

const ENDS = ['\n', '\n', '\n', '\r\n', '\r', '\n\n', '\n \n', '\u2028', '\v', '\f\n', '\u0085'];
const ODD = [
  ...['', ' ', '"', '""', '"a', 'a"b', '",', '\\', "'", ';', '\t', '\0', '\u{feff}', '\ufffd', '\u202e', '\u{1f600}', '\ud800'],
  ...['-1', '0', '-0', '+1', '1e5', '1.0', '0x10', '٣', '１', '9007199254740993', '99999999999999999999', 'NaN', 'Infinity'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'true', '=1+1', '{}', '[]', '2026-02-30', '0000-00-00'],
]; // prettier-ignore
const HEADINGS: { readonly [K in Kind]: readonly string[] } = {
  csv: ['', 'source,sequence,clientNo,assetClass,businessDate,balanceFen,currency', 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId'],
  ndjson: [''],
  clients: ['clientNo,outletId', 'clientNo,outletId,name,phone,idNumber,birthday,tier,signedOn,openingAverageFen,consents'],
}; // prettier-ignore

/** A file with mistakes of every sort; the same chance gives the same bytes. */
export class BadFiles {
  constructor(
    private readonly chance: Chance,
    private readonly words: Vocabulary,
  ) {}

  file(kind: Kind): Uint8Array<ArrayBuffer> {
    const heading = this.chance.is(0.9) ? this.chance.pick(HEADINGS[kind]) : this.torn(this.chance.pick(HEADINGS[kind]));
    const lines = Array.from({ length: this.chance.int(0, 12) }, () => this.line(kind));
    const all = [...(heading === '' ? [] : [heading]), ...lines];
    const text = all.map((line) => line + this.chance.pick(ENDS)).join('');
    return this.spoiled(this.encoded(this.chance.is(0.1) ? `\u{feff}${text}` : text));
  } // prettier-ignore

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

  private encoded(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(Buffer.from(text, this.chance.is(0.06) ? 'utf16le' : 'utf8'));
  }

  /** Bytes that are no character, or half of one: of UTF-8, of GB18030, NUL. */
  private spoiled(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (bytes.length === 0 || this.chance.is(0.6)) return bytes;
    const spoiled = bytes.slice();
    for (let times = this.chance.int(1, 6); times > 0; times--)
      spoiled[this.chance.int(0, bytes.length - 1)] = this.chance.pick([0, 0x80, 0x81, 0xff, 0xc3, 0xe4, 0x30, 0x22, 0x0a, 0x0d, this.chance.int(0, 255)]);
    return spoiled;
  } // prettier-ignore
}
