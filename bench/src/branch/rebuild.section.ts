import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { allocationDefinition } from '@pcrm/allocation';
import { clientsDefinition } from '@pcrm/clients';
import { engagementDefinition } from '@pcrm/engagement';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayDefinition } from '@pcrm/gateway';
import { notificationsDefinition } from '@pcrm/notifications';
import { alternately } from '../alternate.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import type { Section } from '../section.js';
import { ADMINISTRATOR } from './demo-people.js';
import { startBranch, type RunningBranch } from './running-branch.js';

const DEFINITIONS: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
const RAW_IS = 'reading the same messages through node:sqlite and parsing their JSON';
const LOOK_MS = 2;

/** Each view made anew from every message of the topics its service hears. */
export const rebuild: Section = {
  name: 'rebuild',
  about: 'each view made anew from a history, in messages a second',
  async run(bench) {
    const { scratch, options, say } = bench;
    const folder = await bench.history();
    const branch = await startBranch(scratch, folder, { profile: bench.profile });
    await branch.drained();
    const lines: Line[] = [];
    for (const { name: service, projections, hears } of DEFINITIONS)
      for (const { name: view } of projections) {
        say(`rebuild: ${service}.${view}`);
        const { ours, raw, messages } = await madeAnew(branch, { folder, hears, service, view, runs: options.runs });
        const rest = {
          ours,
          raw,
          unit: 'messages/s',
          better: 'more',
          hopes: [{ kind: 'value', atLeast: 100_000 }],
        } as const;
        const what = `${service}.${view} (${messages.toLocaleString('en')})`;
        lines.push(lineOf({ ...rest, what, ...(lines.length === 0 && { rawIs: RAW_IS }) }));
      }
    await branch.end();
    scratch.remove(folder);
    return lines;
  },
};

type Made = {
  readonly folder: string;
  readonly hears: readonly string[];
  readonly service: string;
  readonly view: string;
  readonly runs: number;
};

async function madeAnew(
  branch: RunningBranch,
  { folder, hears, service, view, runs }: Made,
): Promise<{ readonly ours: readonly Sample[]; readonly raw: readonly Sample[]; readonly messages: number }> {
  using log = readable(folder);
  const messages = read(log, hears);
  const samples = await alternately(runs, {
    ours: async () => ({ value: messages / (await secondsToMake(branch, service, view)) }),
    raw: async () => {
      const began = performance.now();
      const count = read(log, hears);
      return { value: count / ((performance.now() - began) / 1_000) };
    },
  });
  return { ...samples, messages };
}

/** From the order until the new rows are those that are read. */
async function secondsToMake(branch: RunningBranch, service: string, view: string): Promise<number> {
  const began = performance.now();
  await branch.ask(ADMINISTRATOR, { method: 'POST', path: `internal/${service}/views/${view}/rebuild` });
  const isOf = new RegExp(`^${service}\\.${view}\\.v\\d+(\\.r\\d+)?$`);
  for (;;) {
    const { body } = await branch.ask(ADMINISTRATOR, { path: `internal/${service}/views` });
    const builds = body as readonly { readonly view: string; readonly live: boolean }[];
    if (builds.every((build) => build.live || !isOf.test(build.view))) return (performance.now() - began) / 1_000;
    await pause(LOOK_MS);
  }
}

const readable = (folder: string): DatabaseSync & Disposable => {
  const db = new DatabaseSync(join(folder, 'messages.sqlite'), { readOnly: true });
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456');
  return db;
};

/** Reads and parses every message of these topics; answers how many there are. */
function read(db: DatabaseSync, names: readonly string[]): number {
  let messages = 0;
  for (const name of names) {
    const topic = db.prepare('SELECT id FROM topics WHERE name = ?').get(name)?.['id'];
    if (topic === undefined) continue;
    const statement = db.prepare(`SELECT text FROM topic_${String(topic)} ORDER BY at`);
    statement.setReturnArrays(true);
    for (const line of statement.iterate()) {
      const [text] = line as unknown as readonly [string];
      if (JSON.parse(text) !== null) messages++;
    }
  }
  return messages;
}
