import type { Options } from '../arguments.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import { memoryOf } from '../machine.js';
import type { Bench, Section } from '../section.js';
import { ADMINISTRATOR, ANALYST } from './demo-people.js';
import { countsOf, diskOf, FILES, type Disk } from './disk-of.js';
import { startBranch, type RunningBranch } from './running-branch.js';
import { workFor, type Worked } from './work-for.js';

/** The goal is told in them, not in MiB. */
const MB = 1_000_000;
/** Clients up to whom the goal for memory holds. */
const MEANT_CLIENTS = 100_000;
const MINUTE_MS = 60_000;
/** Share of the work after which growth is looked at. */
const WARM_UP = 0.1;
const NAMED = { unit: 'MB', better: 'less' } as const;

type Look = ReturnType<typeof memoryOf>;

/** What a branch with a history holds in memory and on disk, and what an hour's work adds to that. */
export const size: Section = {
  name: 'size',
  about: 'memory and bytes on disk of a branch with a history, and per million facts',
  async run(bench) {
    const { options, historyToRead, say } = bench;
    const folder = await historyToRead();
    say(`size: memory, ${String(options.runs)} starts`);
    const looks: Look[] = [];
    for (let run = 0; run < options.runs; run++) looks.push(await lookAfterReading(bench, folder));
    const disk = diskOf(folder);
    const what = sizeText(options);
    const lines = [
      ...memoryLines({ after: 'all rows of clients were read', of: what }, looks, options.clients),
      ...diskLines(what, disk),
    ];
    return options.minutes > 0 ? [...lines, ...(await afterWork(bench, disk))] : lines;
  },
};

const sizeText = ({ clients, days }: Options): string =>
  `${clients.toLocaleString('en')} clients, ${String(days)} days`;

/** Each time in a new process. */
async function lookAfterReading({ scratch, profile }: Bench, folder: string): Promise<Look> {
  const branch = await startBranch(scratch, folder, { profile });
  const look = await readEverything(branch);
  await branch.end();
  return look;
}

/** Memory once all rows of the clients were read. */
async function readEverything(branch: RunningBranch): Promise<Look> {
  await branch.drained();
  await branch.ask(ANALYST, { path: 'clients?limit=50' });
  await branch.ask(ADMINISTRATOR, { path: 'internal/clients/digest' });
  return memoryOf(branch.pid);
}

async function afterWork({ scratch, options, history, say, profile }: Bench, before: Disk): Promise<readonly Line[]> {
  const folder = await history();
  const branch = await startBranch(scratch, folder, { profile });
  await readEverything(branch);
  say(`size: ${String(options.minutes)} minutes of work`);
  // What a process has come to hold by the first tenth it holds for its speed, however long it runs.
  const [first, rest] = [options.minutes * MINUTE_MS * WARM_UP, options.minutes * MINUTE_MS * (1 - WARM_UP)];
  const begun = await workFor(branch, first);
  await branch.drained();
  const warm = { memory: memoryOf(branch.pid), facts: countsOf(folder).facts };
  const worked = await workFor(branch, rest);
  await branch.drained();
  const memory = memoryOf(branch.pid);
  await branch.end();
  const disk = diskOf(folder);
  scratch.remove(folder);
  const facts = disk.facts - before.facts;
  const after = `${String(options.minutes)} minutes of work`;
  const grown = (name: string, more: number, by = facts): Line =>
    lineOf({ ...NAMED, what: `growth per million facts: ${name}`, ours: [{ value: (more / by / MB) * 1_000_000 }] });
  return [
    ...memoryLines({ after, of: sizeText(options) }, [memory], options.clients, workNote([begun, worked], facts)),
    ...(memory && warm.memory
      ? [grown('memory, after a tenth', memory.now - warm.memory.now, disk.facts - warm.facts)]
      : []),
    ...FILES.map((file) => grown(file, disk.bytes[file] - before.bytes[file])),
  ];
}

const workNote = (worked: readonly Worked[], facts: number): string =>
  [['pages', 'pages'] as const, ['contacts', 'contacts'] as const, ['records', 'records of feeds'] as const]
    .map(([of, name]) => `${worked.reduce((sum, one) => sum + one[of], 0).toLocaleString('en')} ${name}`)
    .join(', ')
    .concat(`; ${facts.toLocaleString('en')} facts; one run`);

function memoryLines(
  { after, of }: { readonly after: string; readonly of: string },
  looks: readonly Look[],
  clients: number,
  note?: string,
): readonly Line[] {
  const seen = looks.flatMap((look) => look ?? []);
  if (seen.length === 0)
    return [{ what: `memory, ${of}`, unit: 'MB', goals: [], note: 'this system does not say (no /proc)' }];
  const samples = (held: 'now' | 'peak'): readonly Sample[] => seen.map((look) => ({ value: look[held] / MB }));
  const hopes = clients > MEANT_CLIENTS ? [] : [{ kind: 'most', below: 600, unit: 'MB' } as const];
  const [now, most] = [`memory after ${after}, ${of}`, `most memory until ${after}, ${of}`];
  return [
    lineOf({ ...NAMED, what: now, ours: samples('now'), ...(note !== undefined && { note }) }),
    lineOf({ ...NAMED, what: most, ours: samples('peak'), hopes }),
  ];
}

function diskLines(what: string, { bytes, whole, facts, messages, factText }: Disk): readonly Line[] {
  const perMillion = (total: number): number => ((total / facts) * 1_000_000) / MB;
  const counted = `${facts.toLocaleString('en')} facts, ${messages.toLocaleString('en')} messages; bytes are exact and looked at once`;
  return [
    lineOf({ ...NAMED, what: `on disk, ${what}`, ours: [{ value: whole / MB }], note: counted }),
    ...FILES.map((file) =>
      lineOf({
        ...{ ...NAMED, what: `on disk per million facts: ${file}`, ours: [{ value: perMillion(bytes[file]) }] },
        ...(file === 'facts' && { raw: [{ value: perMillion(factText) }], rawIs: 'the JSON of the facts alone' }),
      }),
    ),
  ];
}
