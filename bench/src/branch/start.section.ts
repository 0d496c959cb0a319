import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { lineOf, type Sample } from '../measurement.js';
import type { Bench, Section } from '../section.js';
import { ANALYST } from './demo-people.js';
import { killAtWork, type Broken } from './kill-at-work.js';
import { startBranch, type RunningBranch, type Starting } from './running-branch.js';

const RAW_IS = 'a hello-world of the same Nest and Fastify, from the start of its process until its first answer';

/** From the start of the process until a page is answered. */
export const start: Section = {
  name: 'start',
  about: 'the first run until a page answers, a restart, a restart after kill -9',
  async run(bench) {
    const { scratch, options, say } = bench;
    const folder = await bench.history();
    const hello = (): Promise<Sample> => helloAfter(bench);
    say('start: first run');
    const first = await alternately(options.runs, {
      ours: async () => {
        const empty = scratch.place('first');
        const args = ['--clients', String(options.clients), '--days', String(options.days)];
        const sample = await answersAfter(bench, empty, { args, early: true });
        scratch.remove(empty);
        return sample;
      },
      raw: hello,
    });
    say('start: restarts');
    const again = await alternately(options.runs, { ours: () => answersAfter(bench, folder), raw: hello });
    say('start: restarts after kill -9 in the midst of work');
    const broken: Broken[] = [];
    // The first one only warms up, and is killed for the next: each that counts comes after a kill.
    const afterKill = await alternately(options.runs, {
      ours: () => answersAfter(bench, folder, { end: async (branch) => void broken.push(await killAtWork(branch)) }),
      raw: hello,
    });
    scratch.remove(folder);
    const rest = { unit: 's', better: 'less' } as const;
    const within = (below: number) => [{ kind: 'most', below, unit: 's' }] as const;
    const size = `${options.clients.toLocaleString('en')} clients`;
    return [
      lineOf({ ...rest, ...first, what: 'first run', rawIs: RAW_IS, hopes: within(10) }),
      lineOf({ ...rest, ...again, what: `restart, ${size}`, hopes: within(3) }),
      lineOf({
        ...{ ...rest, ...afterKill, what: `restart after kill -9 at work, ${size}`, hopes: within(3) },
        note: brokenText(broken.slice(0, options.runs)),
      }),
    ];
  },
};

type Ending = Starting & { readonly end?: (branch: RunningBranch) => Promise<void> };

async function answersAfter(
  { scratch, profile }: Bench,
  folder: string,
  { end = (branch) => branch.end(), ...starting }: Ending = {},
): Promise<Sample> {
  const began = performance.now();
  const branch = await startBranch(scratch, folder, { profile, ...starting });
  await firstPage(branch);
  const value = (performance.now() - began) / 1_000;
  await end(branch);
  return { value };
}

const brokenText = (broken: readonly Broken[]): string => {
  const spread = (of: keyof Broken): string => {
    const counts = broken.map((one) => one[of]);
    return `${String(Math.min(...counts))} to ${String(Math.max(...counts))}`;
  };
  return `killed while a feed came in, after ${spread('contacts')} acknowledged contacts; it broke ${spread('requests')} requests off`;
};

const firstPage = (branch: RunningBranch): Promise<unknown> => branch.ask(ANALYST, { path: 'clients?limit=50' });

async function helloAfter({ scratch }: Bench): Promise<Sample> {
  const began = performance.now();
  const hello = beside(scratch, 'serving/hello');
  const url = await hello.ask<string>(null);
  await (await fetch(`${url}/api/hello`)).text();
  const value = (performance.now() - began) / 1_000;
  await hello.end();
  return { value };
}
