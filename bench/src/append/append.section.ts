import { alternately } from '../alternate.js';
import { beside, type Beside } from '../beside.js';
import { lineOf, type Hope, type Line, type Sample } from '../measurement.js';
import { profiling } from '../profile.js';
import type { Bench, Section } from '../section.js';
import type { Way } from './append.process.js';
import type { AppendOrder } from './facts.js';
import { EMMETT, fetchEmmett } from './fetch-emmett.js';

const CALLERS = [1, 8, 128];
const EVENTS = [1, 10];
/** Of the most callers, whichever thread asks: commands of `npm start` come from the other one. */
const HOPES: readonly Hope[] = [
  { kind: 'value', atLeast: 80_000 },
  { kind: 'share', atLeast: 0.8 },
  { kind: 'p99', below: 5 },
];
const RAW_IS = 'node:sqlite by hand: numbers as streams, one transaction for what comes in one turn, synchronous=FULL';

/** Facts appended through the port, durably. */
export const append: Section = {
  name: 'append',
  about: 'facts appended through the EventStore port, by 1, 8 and 128 callers',
  async run(bench) {
    const { scratch, options } = bench;
    const flags = profiling(bench.profile);
    const open = async (way: Way, execArgv: readonly string[] = []): Promise<Beside> => {
      const process = beside(scratch, 'append/append', execArgv);
      await process.ask({ open: { way, path: scratch.folder(way) } });
      return process;
    };
    const inThread = await open('inThread', flags);
    const acrossThreads = await open('acrossThreads', flags);
    const raw = await open('raw');
    const ways = { inThread, acrossThreads, raw };
    const lines: Line[] = [];
    for (const events of EVENTS)
      for (const callers of CALLERS) {
        bench.say(`append: ${sizeText(callers, events)}`);
        const order: AppendOrder = { callers, events, seconds: options.quick ? 0.2 : 1 };
        lines.push(...linesOf(order, await alternately(options.runs, ordersOf(ways, order))));
      }
    for (const process of Object.values(ways)) if (process !== inThread) await process.end();
    lines.push(await besideEmmett(bench, inThread));
    await inThread.end();
    return lines;
  },
};

const sizeText = (callers: number, events: number): string =>
  `${String(callers)} ${callers === 1 ? 'caller' : 'callers'}, ${String(events)} ${events === 1 ? 'fact' : 'facts'} each`;

const ordersOf = <Name extends string>(
  processes: { readonly [N in Name]: Beside },
  order: AppendOrder,
): { readonly [N in Name]: () => Promise<Sample> } =>
  Object.fromEntries(
    Object.entries<Beside>(processes).map(([name, process]) => [name, () => process.ask<Sample>({ run: order })]),
  ) as { readonly [N in Name]: () => Promise<Sample> };

function linesOf(
  { callers, events }: AppendOrder,
  { inThread, acrossThreads, raw }: { readonly [W in Way]: readonly Sample[] },
): readonly Line[] {
  const size = sizeText(callers, events);
  const hopes = callers === Math.max(...CALLERS) ? HOPES : [];
  const rest = { unit: 'facts/s', better: 'more', raw, hopes } as const;
  return [
    lineOf({ ...rest, what: size, ours: inThread, ...(callers === 1 && events === 1 && { rawIs: RAW_IS }) }),
    lineOf({ ...rest, what: `${size}, from the other thread`, ours: acrossThreads }),
  ];
}

/** One by one, as a store is used by one request after another. */
async function besideEmmett({ scratch, options, say }: Bench, ours: Beside): Promise<Line> {
  const what = `one by one, beside emmett-sqlite ${EMMETT.version}`;
  const fetched = await fetchEmmett(scratch);
  if ('lacks' in fetched) return { what, unit: 'facts/s', goals: [], note: `not measured: ${fetched.lacks}` };
  say(`append: ${what}`);
  const emmett = beside(scratch, 'append/emmett');
  await emmett.ask({ open: { modules: fetched.modules, path: scratch.folder('emmett') } });
  const order: AppendOrder = { callers: 1, events: 1, seconds: options.quick ? 0.2 : 1 };
  const samples = await alternately(options.runs, ordersOf({ ours, raw: emmett }, order));
  await emmett.end();
  const hopes = [{ kind: 'times', atLeast: 10 }] as const;
  const rawIs = 'not a limit here but that library as it comes, on the native sqlite3';
  return lineOf({ ...samples, what, unit: 'facts/s', better: 'more', rawIs, hopes });
}
