import { noCells, type Cells } from './cells.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTERS = Uint8Array.from(DIGITS, (letter) => letter.charCodeAt(0));
const VALUES = new Uint8Array(128);
LETTERS.forEach((letter, value) => (VALUES[letter] = value));

/** Below this whole numbers are handled by their bits, which is much faster: nearly all are. */
const SMALL = 2 ** 30;
/** Letters of one run at most: four numbers. */
const RUN = 4 * 11;

/** Letters as they are written, to be used again and again: a text made letter by letter takes ten times as long. */
let letters = Buffer.alloc(4_096);

function makeRoom(length: number): void {
  if (length > letters.length) letters = Buffer.concat([letters, Buffer.alloc(letters.length)]);
}

/** Writes a signed integer (below 2^52) in as few letters as it needs: 5 bits a letter, the sixth says "more follows". Answers where the next one goes. */
function write(value: number, begin: number): number {
  let at = begin;
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  for (; rest >= SMALL; rest = Math.floor(rest / 32)) letters[at++] = LETTERS[32 + (rest % 32)] as number;
  let small = rest | 0;
  for (; small >= 32; small >>= 5) letters[at++] = LETTERS[32 + (small & 31)] as number;
  letters[at++] = LETTERS[small] as number;
  return at;
}

/** Cells as text: differences of day, balance and order; what repeats is counted, so a year of confirmed days is a few letters. */
export function packCells({ days, fens, orders }: Cells): string {
  let at = 0;
  let day = 0;
  let fen = 0;
  let order = 0;
  for (let i = 0; i < days.length;) {
    const dDay = (days[i] as number) - day;
    const dFen = (fens[i] as number) - fen;
    const dOrder = (orders[i] as number) - order;
    let count = 0;
    do {
      day += dDay;
      fen += dFen;
      order += dOrder;
      count++;
      i++;
    } while (i < days.length && days[i] === day + dDay && fens[i] === fen + dFen && orders[i] === order + dOrder);
    makeRoom(at + RUN);
    at = write(count > 1 ? -dDay : dDay, at);
    if (count > 1) at = write(count, at);
    at = write(dOrder, write(dFen, at));
  }
  return letters.toString('latin1', 0, at);
}

/** The numbers of a packed text, one after the other. */
class Numbers {
  at = 0;

  constructor(private readonly text: string) {}

  next(): number {
    const { text } = this;
    let { at } = this;
    let digit = VALUES[text.charCodeAt(at++)] as number;
    let value = digit & 31;
    for (let shift = 5; digit >= 32 && shift < 30; shift += 5) {
      digit = VALUES[text.charCodeAt(at++)] as number;
      value |= (digit & 31) << shift;
    }
    for (let scale = SMALL; digit >= 32; scale *= 32) {
      digit = VALUES[text.charCodeAt(at++)] as number;
      value += (digit & 31) * scale;
    }
    this.at = at;
    if (value < SMALL) return (value & 1) === 1 ? -(value >> 1) : value >> 1;
    return value % 2 === 1 ? -(value - 1) / 2 : value / 2;
  }
}

/** The cells in a packed text. */
export function unpackCells(text: string): Cells {
  const cells = noCells();
  const { days, fens, orders } = cells;
  const numbers = new Numbers(text);
  let day = 0;
  let fen = 0;
  let order = 0;
  while (numbers.at < text.length) {
    const signed = numbers.next();
    const count = signed < 0 ? numbers.next() : 1;
    const dDay = Math.abs(signed);
    const dFen = numbers.next();
    const dOrder = numbers.next();
    for (let n = 0; n < count; n++) {
      days.push((day += dDay));
      fens.push((fen += dFen));
      orders.push((order += dOrder));
    }
  }
  return cells;
}
