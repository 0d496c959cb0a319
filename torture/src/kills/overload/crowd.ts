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

const HELLO = 'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n';
const DOORS = 10;

/** Connections that are open before anybody asks, as browsers keep theirs. */
async function opened(place: Place, count: number): Promise<HttpLine[]> {
  const lines = Array.from({ length: count }, () => new HttpLine(place, LIMIT_MS));
  for (let at = 0; at < count; at += DOORS)
    await Promise.all(lines.slice(at, at + DOORS).map((line) => line.ask(HELLO)));
  return lines;
}

/**
 * People come at a rate and do not wait for each other; each brings one request, and takes a connection that is open and free.
 * `unheard`: those who came when none was.
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
  const free = await opened(place, connections);
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
