import { noCells, type Cells } from './cells.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;

/** A signed integer (below 2^52) in as few letters as it needs: 5 bits a letter, the sixth says "more follows". */
function write(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  while (rest >= 32) {
    text += DIGITS[32 + (rest % 32)] as string;
    rest = Math.floor(rest / 32);
  }
  return text + (DIGITS[rest] as string);
}

/** Cells as text: differences of day, balance and order; what repeats is counted, so a year of confirmed days is a few letters. */
export function packCells({ days, fens, orders }: Cells): string {
  let text = '';
  let [day, fen, order] = [0, 0, 0];
  for (let i = 0; i < days.length;) {
    const [dDay, dFen, dOrder] = [(days[i] as number) - day, (fens[i] as number) - fen, (orders[i] as number) - order];
    let count = 0;
    do {
      [day, fen, order] = [day + dDay, fen + dFen, order + dOrder];
      count++;
      i++;
    } while (i < days.length && days[i] === day + dDay && fens[i] === fen + dFen && orders[i] === order + dOrder);
    text += write(count > 1 ? -dDay : dDay) + (count > 1 ? write(count) : '') + write(dFen) + write(dOrder);
  }
  return text;
}

/** The cells in a packed text. */
export function unpackCells(text: string): Cells {
  const cells = noCells();
  let at = 0;
  const read = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const digit = VALUES[text.charCodeAt(at++)] as number;
      value += (digit % 32) * scale;
      if (digit < 32) break;
      scale *= 32;
    }
    return value % 2 === 1 ? -(value - 1) / 2 : value / 2;
  };
  let [day, fen, order] = [0, 0, 0];
  while (at < text.length) {
    const signed = read();
    const count = signed < 0 ? read() : 1;
    const [dDay, dFen, dOrder] = [Math.abs(signed), read(), read()];
    for (let n = 0; n < count; n++) {
      [day, fen, order] = [day + dDay, fen + dFen, order + dOrder];
      cells.days.push(day);
      cells.fens.push(fen);
      cells.orders.push(order);
    }
  }
  return cells;
}
