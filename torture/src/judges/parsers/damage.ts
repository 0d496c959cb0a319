import type { Chance } from '@pcrm/cli/demo';

/** Bytes that end, begin or break a character of UTF-8 or GB18030, or a line or a field. */
const BREAKING = [0, 0x80, 0x81, 0xff, 0xc3, 0xe4, 0xf0, 0xfe, 0x30, 0x39, 0x22, 0x2c, 0x0a, 0x0d];
const LONGEST_RUN = 600;

/** What can become of some bytes on their way: single ones or a long run are spoiled, they break off, a part comes twice or not at all. */
export function damaged(chance: Chance, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = Uint8Array.from(bytes);
  if (bytes.length === 0 || chance.is(0.4)) return whole;
  return chance.pick([spoiled, spoiled, overrun, brokenOff, stuttered, leftOut])(chance, whole);
}

const oneByte = (chance: Chance): number => (chance.is(0.7) ? chance.pick(BREAKING) : chance.int(0, 255));

/** A stretch of at least one byte, up to so many. */
function stretch(chance: Chance, { length }: Uint8Array, most: number): { readonly from: number; readonly to: number } {
  const from = chance.int(0, length - 1);
  return { from, to: Math.min(length, from + chance.int(1, most)) };
}

function spoiled(chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let times = chance.int(1, 6); times > 0; times--) bytes[chance.int(0, bytes.length - 1)] = oneByte(chance);
  return bytes;
}

/** A long run of one byte, or of any. */
function overrun(chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { from, to } = stretch(chance, bytes, LONGEST_RUN);
  if (chance.is(0.5)) return bytes.fill(oneByte(chance), from, to);
  for (let at = from; at < to; at++) bytes[at] = chance.int(0, 255);
  return bytes;
}

const brokenOff = (chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytes.slice(0, chance.int(0, bytes.length - 1));

function stuttered(chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { from, to } = stretch(chance, bytes, LONGEST_RUN);
  return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(from)]);
}

function leftOut(chance: Chance, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { from, to } = stretch(chance, bytes, LONGEST_RUN);
  return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
}
