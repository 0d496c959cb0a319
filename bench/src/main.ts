import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { append } from './append/append.section.js';
import { rebuild } from './branch/rebuild.section.js';
import { preparedBranches } from './branch/prepared-branches.js';
import { size } from './branch/size.section.js';
import { start } from './branch/start.section.js';
import { cluster } from './clustering/cluster.section.js';
import { feed } from './feeding/feed.section.js';
import { command } from './serving/command.section.js';
import { page } from './serving/page.section.js';
import { screen } from './serving/screen.section.js';
import { threads } from './serving/threads.section.js';
import { argumentsOf, BadArguments, usage, type Options } from './arguments.js';
import { machineText, thisMachine, type Machine } from './machine.js';
import { refuseBadPlaces } from './places.js';
import { profileText } from './profile.js';
import { Scratch } from './scratch.js';
import type { Section } from './section.js';
import { stores } from './storing/stores.section.js';
import { tableOf, type Shown } from './table.js';

const SECTIONS: readonly Section[] = [
  append,
  command,
  page,
  threads,
  feed,
  rebuild,
  screen,
  start,
  size,
  stores,
  cluster,
];
const names = SECTIONS.map(({ name }) => name);
const USAGE = usage(SECTIONS.map(({ name, about }) => [name, about]));
const NO_MEASUREMENT = 'A short trial: these figures are no measurement.';

/** Exit codes: 0 measured, 1 something failed, 2 asked wrongly, 130 broken off. */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = argumentsOf(args, names);
    if (options) {
      refuseBadPlaces(options);
      await measure(options);
    } else console.log(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error;
    console.error(`${error.message}; --help says what there is.`);
    return 2;
  }
}

async function measure(options: Options): Promise<void> {
  using scratch = new Scratch();
  const machine = thisMachine();
  const shown: Shown[] = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      scratch[Symbol.dispose]();
      if (shown.length > 0) report(options, machine, shown);
      process.exit(130);
    });
  const say = (text: string): void => console.error(`· ${text}`);
  const bench = { options, scratch, say };
  const { profile } = options;
  const profileOf = ({ name }: Section): string | undefined => profile && join(profile, name);
  const branches = preparedBranches(bench);
  try {
    for (const section of SECTIONS.filter(({ name }) => options.sections.includes(name)))
      shown.push({
        section: section.name,
        lines: await section.run({ ...bench, ...branches, profile: profileOf(section) }),
      });
  } finally {
    // Whole sections are worth their time, whatever comes after them.
    if (shown.length > 0) report(options, machine, shown);
  }
  if (profile !== undefined) for (const { section } of shown) sayProfile(section, join(profile, section));
}

function sayProfile(section: string, folder: string): void {
  const text = profileText(folder);
  if (text !== '') console.error(`\nOwn time in ${section}\n${text}`);
}

function sizesText({ clients, days, runs, imported, handedOver }: Options): string {
  const made = handedOver ? ', a history handed over' : imported ? ', imported' : '';
  return `${clients.toLocaleString('en')} clients, ${String(days)} days${made}; ${String(runs)} runs unless a note says otherwise`;
}

function report(options: Options, machine: Machine, shown: readonly Shown[]): void {
  if (options.json !== '-') {
    const head = [machineText(machine), sizesText(options), ...(options.quick ? [NO_MEASUREMENT] : [])];
    console.log(`${head.join('\n')}\n\n${tableOf(shown)}`);
    if (options.quick) console.log(`\n${NO_MEASUREMENT}`);
  }
  if (options.json === undefined) return;
  const { sections: asked, json, ...sizes } = options;
  // One that was asked for and is not among the sections was broken off, or failed.
  const said = { machine, measurement: !options.quick, sizes, asked, sections: shown };
  const text = `${JSON.stringify(said, null, 2)}\n`;
  if (json === '-') process.stdout.write(text);
  else writeFileSync(json, text);
}
