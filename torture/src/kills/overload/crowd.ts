import { setTimeout as pause } from 'node:timers/promises';
import { HttpLine } from './http-line.js';
import { Tally } from './tally.js';

/** One request after the other: its text, and what to do when it was acknowledged. */
export type Asked = { readonly text: string; readonly acknowledged: () => void };
export type Place = { readonly host: string; readonly port: number };
/** No answer within this time is a hang, in milliseconds. */
export const LIMIT_MS = 30_000;

/** So many people ask at once, each the next thing as soon as the last is answered; answers what became of it, per second too. */
export async function asManyAtOnce(
  place: Place,
  people: number,
  seconds: number,
  next: () => Asked,
): Promise<{ readonly tally: Tally; readonly perSecond: number }> {
  const tally = new Tally();
  const began = performance.now();
  const person = async (): Promise<void> => {
    const line = new HttpLine(place, LIMIT_MS);
    while (performance.now() - began < seconds * 1_000) await one(line, next(), tally);
    line.close();
  };
  await Promise.all(Array.from({ length: people }, person));
  return { tally, perSecond: (tally.of(200) / (performance.now() - began)) * 1_000 };
}

async function one(line: HttpLine, { text, acknowledged }: Asked, tally: Tally): Promise<void> {
  const reply = await line.ask(text);
  tally.add(reply);
  if (typeof reply.status === 'number' && reply.status < 300) acknowledged();
}

/** Milliseconds between two looks at how many more have come. */
const BEAT_MS = 10;

/**
 * People come at a rate and do not wait for each other; each brings one request and its own connection, as far as there are that many.
 * `unheard`: those who came when all connections were taken.
 */
export async function comingAt(
  place: Place,
  {
    perSecond,
    seconds,
    connections,
  }: { readonly perSecond: number; readonly seconds: number; readonly connections: number },
  next: () => Asked,
): Promise<{ readonly tally: Tally; readonly unheard: number }> {
  const tally = new Tally();
  const free: HttpLine[] = Array.from({ length: connections }, () => new HttpLine(place, LIMIT_MS));
  const asking = new Set<Promise<void>>();
  const began = performance.now();
  let [come, unheard] = [0, 0];
  for (let now = 0; now < seconds * 1_000; now = performance.now() - began) {
    for (const due = (now / 1_000) * perSecond; come < due; come++) {
      const line = free.pop();
      if (!line) unheard += 1;
      else {
        const asked = one(line, next(), tally).then(() => {
          free.push(line);
          asking.delete(asked);
        });
        asking.add(asked);
      }
    }
    await pause(BEAT_MS);
  }
  await Promise.all(asking);
  for (const line of free) line.close();
  return { tally, unheard };
}
