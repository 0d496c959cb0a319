import { setTimeout as pause } from 'node:timers/promises';
import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { asked } from '../branch/asked.js';
import { clientsOf, HEAD, MANAGER } from '../branch/demo-people.js';
import { headersOf, startBranch } from '../branch/running-branch.js';
import { lineOf, type Sample } from '../measurement.js';
import type { Section } from '../section.js';
import { median, percentile } from '../spread.js';
import { contactBody } from './contact-body.js';
import { listenTo, type EventStream } from './event-stream.js';

/** Milliseconds between two contacts, so that each comes to a branch at rest. */
const APART_MS = 60;

type Origin = {
  readonly url: string;
  readonly poster: Readonly<Record<string, string>>;
  readonly reader: Readonly<Record<string, string>>;
  readonly stream: EventStream;
};
type Shown = { readonly items: readonly { readonly id: string }[] };

/** From a manager's click until the head's browser shows it. */
export const screen: Section = {
  name: 'screen',
  about: 'from the POST of a contact until another browser was told and its view, read again, shows it',
  async run({ scratch, options, say, loaded, profile }) {
    const folder = await loaded();
    const branch = await startBranch(scratch, folder, { profile });
    const [poster, reader] = [await branch.cookieOf(MANAGER), await branch.cookieOf(HEAD)];
    const items = await clientsOf((request) => branch.askWith(poster, request));
    const raw = beside(scratch, 'serving/raw-branch');
    const order = { path: scratch.folder('raw-branch'), items, cookie: reader, outletId: items[0]?.outletId ?? '' };
    const rawUrl = await raw.ask<string>(order);
    const count = options.quick ? 5 : 100;
    say(`screen: ${String(count)} contacts a run`);
    using ours = await listenTo(branch.url, headersOf(reader));
    using byHand = await listenTo(rawUrl, headersOf(reader));
    const posted = headersOf(poster);
    const here: Origin = { url: branch.url, poster: posted, reader: headersOf(reader), stream: ours };
    const there: Origin = { url: rawUrl, poster: headersOf(reader), reader: headersOf(reader), stream: byHand };
    let from = 0;
    const next = (): readonly string[] =>
      Array.from({ length: count }, () => items[from++ % items.length]?.clientId ?? '');
    const samples = await alternately(options.runs, {
      ours: () => shownOn(here, next()),
      raw: () => shownOn(there, next()),
    });
    await raw.end();
    await branch.end();
    scratch.remove(folder);
    const rawIs = 'the same by hand: one insert, synchronous=FULL, told by an event stream, read again from the table';
    const hopes = [{ kind: 'p99', below: 150 }] as const;
    return [lineOf({ ...samples, what: 'contact to other screen', unit: 'ms', better: 'less', rawIs, hopes })];
  },
};

async function shownOn(origin: Origin, clientIds: readonly string[]): Promise<Sample> {
  const took: number[] = [];
  for (const clientId of clientIds) {
    took.push(await shownAfter(origin, clientId));
    await pause(APART_MS);
  }
  return { value: median(took), p50: median(took), p99: percentile(took, 0.99) };
}

/** Milliseconds; each change told about the client is followed by reading, until the contact is there. */
async function shownAfter({ url, poster, reader, stream }: Origin, clientId: string): Promise<number> {
  let told = stream.about(clientId);
  const began = performance.now();
  const body: unknown = JSON.parse(contactBody(clientId));
  const posted = asked(url, { method: 'POST', path: 'contacts', headers: poster, body });
  for (;;) {
    await told;
    told = stream.about(clientId);
    const { items } = (await asked(url, { path: `contacts?clientId=${clientId}`, headers: reader })).body as Shown;
    const { id } = (await posted).body as { readonly id: string };
    if (items.some((item) => item.id === id)) return performance.now() - began;
  }
}
