import { cpSync, createReadStream } from 'node:fs';
import { join } from 'node:path';
import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { ANALYST } from '../branch/demo-people.js';
import { startBranch } from '../branch/running-branch.js';
import { lineOf, type Hope, type Line, type Measured, type Sample } from '../measurement.js';
import type { Bench, Section } from '../section.js';
import { median } from '../spread.js';
import { todaysFeed, writeFeed } from './feed-text.js';
import { registeredBranch, type Registered } from './registered-branch.js';

const RAW_IS =
  'parsing the same file and writing each line once into one table, 10,000 a transaction, synchronous=FULL';
/** A feed reaches back so far at most: of more lines there are more clients. */
const MOST_DAYS = 365;
/** Beyond so many lines one run takes a quarter of an hour, in which much evens out. */
const MOST_REPEATED = 1_000_000;
const HOPES: readonly Hope[] = [
  { kind: 'value', atLeast: 20_000 },
  { kind: 'value', atLeast: 40_000 },
];
/** Flat is a feed whose last lines take at most so many times as long as its first ones. */
const FLAT = 1.25;
type Point = { readonly count: number; readonly seconds: number };
type Fed = { readonly answered: number; readonly drained: number };

/** A file uploaded until nothing of it is left to be done: facts, messages, every view, days closed. */
export const feed: Section = {
  name: 'feed',
  about: 'a feed from the uploaded line until every view has it',
  async run(bench) {
    const { scratch, options, say } = bench;
    const clients = Math.max(options.clients, Math.ceil(Math.max(...options.lines) / MOST_DAYS));
    say(`feed: registering ${clients.toLocaleString('en')} clients`);
    const registered = await registeredBranch(scratch, clients);
    const writing = beside(scratch, 'feeding/raw-feed');
    const lines: Line[] = [];
    const points: Point[] = [];
    for (const count of options.lines) {
      say(`feed: ${count.toLocaleString('en')} lines`);
      const file = join(scratch.folder('feed'), 'feed.csv');
      writeFeed(file, registered.clientNos, count);
      const taken: Sample[] = [];
      const rate = (ms: number): Sample => ({ value: count / (ms / 1_000) });
      const samples = await alternately(
        count > MOST_REPEATED ? 1 : options.runs,
        {
          ours: async () => {
            const { answered, drained } = await fed(bench, registered, file);
            taken.push(rate(answered));
            return rate(drained);
          },
          raw: async () => {
            const into = scratch.folder('raw-feed');
            const took = await writing.ask<number>({ file, into: join(into, 'raw.sqlite') });
            scratch.remove(into);
            return rate(took);
          },
        },
        false,
      );
      points.push({ count, seconds: count / median(samples.ours.map(({ value }) => value)) });
      lines.push(...linesOf(count, samples, taken, lines.length === 0));
    }
    await writing.end();
    return [...lines, ...slopesOf(points)];
  },
};

/** Clients of a small feed that warms a branch up. */
const WARM_UP = 500;

/** Every run begins with the same branch, started anew and warmed up. */
async function fed(bench: Bench, { folder: template, clientNos }: Registered, file: string): Promise<Fed> {
  const { scratch } = bench;
  const folder = scratch.place('fed');
  cpSync(template, folder, { recursive: true });
  const branch = await startBranch(scratch, folder, { args: ['--empty'], profile: bench.profile });
  const few = clientNos.slice(0, WARM_UP).map((clientNo) => ({ clientNo }));
  await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: todaysFeed(few, 0) });
  await branch.drained();
  const began = performance.now();
  await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: createReadStream(file) });
  const answered = performance.now() - began;
  await branch.drained();
  const drained = performance.now() - began;
  await branch.end();
  scratch.remove(folder);
  return { answered, drained };
}

function linesOf(
  count: number,
  samples: { readonly ours: readonly Sample[]; readonly raw: readonly Sample[] },
  taken: readonly Sample[],
  first: boolean,
): readonly Line[] {
  const what = `${count.toLocaleString('en')} lines`;
  const rest = { unit: 'lines/s', better: 'more' } as const;
  return [
    lineOf({
      ...{ ...rest, ...samples, what: `${what}, until every view has them`, hopes: HOPES },
      ...(first && { rawIs: RAW_IS }),
    }),
    lineOf({ ...rest, what: `${what}, until the upload is answered`, ours: taken, raw: samples.raw }),
  ];
}

/** Lines between which a feed is to be flat. */
const [FLAT_FROM, FLAT_TO] = [10_000, 10_000_000] as const;
const FLAT_NOTE =
  'whether it is flat from 10,000 to 10,000,000 lines shows with --lines 10000,100000,1000000,10000000 alone';

type Step = { readonly from: number; readonly to: number; readonly ms: number };

/** What the next thousand lines take, from each size to the next larger one: flat means the same everywhere. */
function slopesOf(points: readonly Point[]): readonly Line[] {
  const sorted = points.toSorted((a, b) => a.count - b.count);
  const steps = sorted.slice(1).map(({ count: to, seconds }, nth): Step => {
    const { count: from, seconds: before } = sorted[nth] as Point;
    return { from, to, ms: ((seconds - before) / (to - from)) * 1_000_000 };
  });
  return steps.map(({ from, to, ms }, nth) =>
    lineOf({
      ...{ unit: 'ms', better: 'less', ours: [{ value: ms }], ...flatness(steps, nth) },
      what: `each 1,000 lines more, from ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`,
    }),
  );
}

/** The last step is held against the first one, where the steps go as far as the goal does. */
function flatness(steps: readonly Step[], nth: number): Pick<Measured, 'hopes' | 'note'> {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || nth < steps.length - 1) return {};
  if (first === last || first.from > FLAT_FROM || last.to < FLAT_TO) return { note: FLAT_NOTE };
  return { hopes: [{ kind: 'flat', atMost: FLAT, first: first.ms }] };
}
