import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_BANKING_TOPIC } from '@pcrm/contracts';
import { alternately } from '../alternate.js';
import { beside, type Beside } from '../beside.js';
import { ANALYST, clientsOf } from '../branch/demo-people.js';
import { daysOf, recordTexts } from '../feeding/feed-text.js';
import { registerAll } from '../feeding/registered-branch.js';
import { processorMs } from '../machine.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import type { Bench } from '../section.js';
import type { BareAnswer } from './bare-kafka.process.js';
import { startCluster, type ClusterBranch } from './cluster-branch.js';
import type { ServerParts } from './server-parts.js';

/** Registering takes the stand-in for MongoDB its time; a run is about records. */
const MOST_CLIENTS = 1_000;
const GROUP = 'clients.corebanking';
const RAW_IS =
  'kafkajs alone in one process on the same brokers: the same texts produced, 1,000 a request with acks of all copies, and consumed by eachBatch, neither parsed nor kept';

/** One run: until the facts were there, until every view had them, and what our processes worked meanwhile. */
type Taken = { readonly facts: number; readonly views: number; readonly processorMs: ReadonlyMap<string, number> };

/** Records of core banking through all services, beside bare produce and consume of the same texts. */
export async function fromCoreBanking(bench: Bench, parts: ServerParts): Promise<readonly Line[]> {
  const { scratch, options, say } = bench;
  const clients = Math.min(options.clients, MOST_CLIENTS);
  const records = Math.min(...options.lines);
  const branch = await startCluster(scratch, parts, bench.profile);
  say(`cluster: registering ${clients.toLocaleString('en')} clients`);
  const clientNos = await registerAll(branch, clients);
  // What kafkajs does to its timers when idle is told once and for all.
  const bare = beside(scratch, 'clustering/bare-kafka', ['--disable-warning=TimeoutNegativeWarning']);
  await bare.ask({ connect: parts.kafka });
  const topic = `bare${randomBytes(4).toString('hex')}`;
  await bare.ask({ listenTo: topic });
  say(`cluster: ${records.toLocaleString('en')} records a run`);
  const file = join(scratch.folder('records'), 'records.jsonl');
  const [taken, worked]: [Taken[], number[]] = [[], []];
  const samples = await alternately(options.runs, {
    ours: async (nth) => {
      const later = (options.runs - 1 - nth) * daysOf(clientNos, records);
      const texts = recordTexts(clientNos, records, { later });
      writeFileSync(file, texts.join('\n'));
      await bare.ask({ keep: file });
      const one = await takenIn(branch, bare, texts);
      if (nth >= 0) taken.push(one);
      return rate(records, one.views);
    },
    raw: async (nth) => {
      const { ms, processorMs: own } = await bare.ask<BareAnswer>({ sayAndHear: topic });
      if (nth >= 0) worked.push(own);
      return rate(records, ms);
    },
  });
  await bare.end();
  await branch.end();
  return linesOf({ records, clients }, { ...samples, taken, worked });
}

const rate = (records: number, ms: number): Sample => ({ value: records / (ms / 1_000) });

async function takenIn(branch: ClusterBranch, bare: Beside, texts: readonly string[]): Promise<Taken> {
  const topic = `${branch.installation}.${CORE_BANKING_TOPIC}`;
  const before = workOf(branch);
  const began = performance.now();
  await bare.ask({ say: topic });
  await bare.ask({ taken: { group: `${branch.installation}.${GROUP}`, topic } });
  const facts = performance.now() - began;
  await branch.drained();
  const views = performance.now() - began;
  const after = workOf(branch);
  await mustShow(branch, texts);
  const processorMs = new Map([...after].map(([name, ms]) => [name, ms - (before.get(name) ?? 0)]));
  return { facts, views, processorMs };
}

const workOf = ({ pids }: ClusterBranch): ReadonlyMap<string, number> =>
  new Map([...pids].map(([name, pid]) => [name, processorMs(pid) ?? NaN]));

/** Throws unless every client's row shows the newest balance there is: nothing was measured that was not done. */
async function mustShow(branch: ClusterBranch, texts: readonly string[]): Promise<void> {
  const balances = texts.map((text) => JSON.parse(text) as { readonly clientNo?: string; readonly balanceFen: number });
  const newest = new Map(balances.map(({ clientNo, balanceFen }) => [clientNo, balanceFen]));
  newest.delete(undefined);
  const rows = await clientsOf((request) => branch.ask(ANALYST, request));
  const right = rows.filter(({ clientNo, totalFen }) => newest.get(clientNo) === totalFen);
  if (right.length < newest.size)
    throw new Error(`of ${String(newest.size)} clients ${String(right.length)} show their newest balance`);
}

function linesOf(
  { records, clients }: { readonly records: number; readonly clients: number },
  measured: {
    readonly ours: readonly Sample[];
    readonly raw: readonly Sample[];
    readonly taken: readonly Taken[];
    readonly worked: readonly number[];
  },
): readonly Line[] {
  const { ours, raw, taken, worked } = measured;
  const what = `${records.toLocaleString('en')} records`;
  const rest = { unit: 'records/s', better: 'more', raw } as const;
  const each = (ms: number): Sample => ({ value: (ms / records) * 1_000 });
  const hopes = [{ kind: 'share', atLeast: 0.5 }] as const;
  const note = `${clients.toLocaleString('en')} clients, day by day, every tenth day closed; one process of each service, six partitions`;
  const facts = taken.map((one) => rate(records, one.facts));
  return [
    lineOf({ ...rest, ours, what: `${what}, until every view has them`, hopes, rawIs: RAW_IS, note }),
    lineOf({ ...rest, ours: facts, what: `${what}, until all are facts` }),
    lineOf({
      ...{ what: 'processor time of 1,000 records', unit: 'ms', better: 'less' },
      ...{ ours: taken.map(({ processorMs: of }) => each(sumOf(of))), raw: worked.map(each), note: sharesOf(taken) },
    }),
  ];
}

const sumOf = (of: ReadonlyMap<string, number>): number => [...of.values()].reduce((sum, ms) => sum + ms, 0);

/** Whose time it was, over all runs. */
function sharesOf(taken: readonly Taken[]): string {
  const all = taken.reduce((sum, one) => sum + sumOf(one.processorMs), 0);
  const names = [...(taken[0]?.processorMs.keys() ?? [])];
  const shares = names.map((name) => {
    const own = taken.reduce((sum, one) => sum + (one.processorMs.get(name) ?? 0), 0);
    return `${name} ${String(Math.round((own / all) * 100))} %`;
  });
  return `of our processes: ${shares.join(', ')}; the servers not counted`;
}
