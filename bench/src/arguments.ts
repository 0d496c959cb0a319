/** What `npm run bench -- …` was asked for. */
export type Options = {
  readonly sections: readonly string[];
  /** A trial: few and short runs, which measure nothing. */
  readonly quick: boolean;
  /** Where JSON goes: `-` is standard output, in the place of the table; absent: none. */
  readonly json?: string;
  /** Clients and days of history of the branch that is measured. */
  readonly clients: number;
  readonly days: number;
  /** Lines of the feeds. */
  readonly lines: readonly number[];
  /** Runs of each measurement. */
  readonly runs: number;
  /** A history is made by import and feed instead of by the demo. */
  readonly imported: boolean;
  /** An imported history comes client by client and is closed once, as a bank hands it over; else month by month. */
  readonly handedOver: boolean;
  /** Where the branch with a history is kept from one run to the next. */
  readonly branch?: string;
  /** Minutes of work after which memory and disk are looked at again; 0: none. */
  readonly minutes: number;
  /** Folder for CPU profiles; while they are taken, figures are lower. */
  readonly profile?: string;
};

/** An argument that makes no sense: the message says which. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

type Draft = {
  sections: string[];
  json?: string;
  profile?: string;
  branch?: string;
  quick: boolean;
  imported: boolean;
  handedOver: boolean;
  clients: number;
  days: number;
  runs: number;
  minutes: number;
  lines: readonly number[];
};
type Take = (draft: Draft, next: () => string | undefined) => void;

/** Fewer runs have no spread worth the name. */
const LEAST_RUNS = 5;
const FULL = { clients: 5_000, days: 30, runs: LEAST_RUNS, lines: [10_000, 30_000, 100_000] };
const QUICK = { clients: 300, days: 14, runs: 2, lines: [1_000, 2_000, 3_000] };

/** Undefined: only the usage was asked for. Throws `BadArguments`. */
export function argumentsOf(args: readonly string[], known: readonly string[]): Options | undefined {
  if (args.includes('--help') || args.includes('-h')) return undefined;
  const quick = args.includes('--quick');
  const draft: Draft = {
    sections: [],
    quick,
    imported: false,
    handedOver: false,
    minutes: 0,
    ...(quick ? QUICK : FULL),
  };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const next = (): string | undefined => (isFree(rest[0], known) ? rest.shift() : undefined);
    take(word, known)(draft, next);
  }
  const { sections, ...others } = draft;
  return { ...others, sections: sections.length > 0 ? known.filter((name) => sections.includes(name)) : known };
}

/** A word that is neither an option nor the name of a section. */
const isFree = (word: string | undefined, known: readonly string[]): boolean =>
  word !== undefined && !word.startsWith('--') && !known.includes(word);

function take(word: string, known: readonly string[]): Take {
  const option = OPTIONS.get(word);
  if (option) return option;
  if (known.includes(word)) return (draft) => draft.sections.push(word);
  if (word.startsWith('-')) throw new BadArguments(`there is no option ${word}`);
  throw new BadArguments(`there is no section ${word}: there are ${known.join(', ')}`);
}

const number =
  (name: 'clients' | 'days' | 'runs' | 'minutes', [least, most]: readonly [number, number]): Take =>
  (draft, next) => {
    const value = Number(next());
    const from = name === 'runs' && draft.quick ? 1 : least;
    if (!Number.isInteger(value) || value < from || value > most)
      throw new BadArguments(`--${name} takes a whole number from ${String(from)} to ${String(most)}`);
    draft[name] = value;
  };

const folder =
  (name: 'branch' | 'profile'): Take =>
  (draft, next) => {
    const path = next();
    if (path === undefined) throw new BadArguments(`--${name} takes a folder`);
    draft[name] = path;
  };

const OPTIONS: ReadonlyMap<string, Take> = new Map<string, Take>([
  ['--quick', () => undefined],
  [
    '--lines',
    (draft, next) => {
      draft.lines = [...new Set((next() ?? '').split(',').map(Number))];
      if (!draft.lines.every((count) => Number.isInteger(count) && count >= 100 && count <= 10_000_000))
        throw new BadArguments('--lines takes whole numbers from 100 to 10000000, separated by commas');
    },
  ],
  ['--json', (draft, next) => (draft.json = next() ?? '-')],
  ['--clients', number('clients', [100, 1_000_000])],
  ['--days', number('days', [1, 3_650])],
  ['--runs', number('runs', [LEAST_RUNS, 100])],
  ['--minutes', number('minutes', [1, 1_440])],
  ['--imported', (draft) => (draft.imported = true)],
  ['--handed-over', (draft) => (draft.imported = draft.handedOver = true)],
  ['--branch', folder('branch')],
  ['--profile', folder('profile')],
]);

export const usage = (sections: readonly (readonly [name: string, about: string])[]): string =>
  `npm run bench -- [section …] [--quick] [--json [file]] [--runs N] [--clients N] [--days N] [--lines N,N] [--imported] [--handed-over] [--branch folder] [--minutes N] [--profile folder]
${sections.map(([name, about]) => `  ${name.padEnd(10)} ${about}`).join('\n')}
  --quick    a short trial of everything; it measures nothing
  --json     figures as JSON: into a file, or in the place of the table
  --runs N   runs of each measurement (default and least ${String(LEAST_RUNS)})
  --clients, --days   size of the branch that is measured (default ${String(FULL.clients)} clients, ${String(FULL.days)} days)
  --lines    of the feeds, separated by commas (default ${FULL.lines.join(',')}; up to 10000000, in a single run beyond 1000000)
  --imported for rebuild, start and size: a branch made by import and a feed of every month instead of by the demo
  --handed-over  the same, its history client by client and closed once, as a bank hands it over: a tenth of the time, fewer facts
  --branch   for rebuild, start and size: the folder in which that branch is kept; made by the first run, used by later ones
  --minutes  for size: minutes of work after which memory and disk are looked at again
  --profile  takes CPU profiles into a folder and names what takes the time; figures are lower meanwhile`;
