import { cpSync } from 'node:fs';
import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { lineOf, type Sample } from '../measurement.js';
import type { Bench, Section } from '../section.js';
import { ANALYST } from './demo-people.js';
import { startBranch, type RunningBranch } from './running-branch.js';

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
        const sample = await answersAfter(bench, empty, { args, early: true, then: 'SIGTERM' });
        scratch.remove(empty);
        return sample;
      },
      raw: hello,
    });
    say('start: restarts');
    const restart = (then: 'SIGTERM' | 'SIGKILL') => () => answersAfter(bench, folder, { then });
    const again = await alternately(options.runs, { ours: restart('SIGTERM'), raw: hello });
    const killed = scratch.place('killed');
    cpSync(folder, killed, { recursive: true });
    await answersAfter(bench, killed, { then: 'SIGKILL' });
    const afterKill = await alternately(options.runs, {
      ours: () => answersAfter(bench, killed, { then: 'SIGKILL' }),
      raw: hello,
    });
    for (const path of [folder, killed]) scratch.remove(path);
    const rest = { unit: 's', better: 'less' } as const;
    const within = (below: number) => [{ kind: 'most', below, unit: 's' }] as const;
    const size = `${options.clients.toLocaleString('en')} clients`;
    return [
      lineOf({ ...rest, ...first, what: 'first run', rawIs: RAW_IS, hopes: within(10) }),
      lineOf({ ...rest, ...again, what: `restart, ${size}`, hopes: within(3) }),
      lineOf({ ...rest, ...afterKill, what: `restart after kill -9, ${size}`, hopes: within(3) }),
    ];
  },
};

type Ending = { readonly args?: readonly string[]; readonly early?: boolean; readonly then: 'SIGTERM' | 'SIGKILL' };

async function answersAfter({ scratch }: Bench, folder: string, { then, ...starting }: Ending): Promise<Sample> {
  const began = performance.now();
  const branch = await startBranch(scratch, folder, starting);
  await firstPage(branch);
  const value = (performance.now() - began) / 1_000;
  await branch.end(then);
  return { value };
}

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
