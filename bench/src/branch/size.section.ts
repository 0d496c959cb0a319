import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lineOf, type Line } from '../measurement.js';
import { memoryOf } from '../machine.js';
import type { Section } from '../section.js';
import { ADMINISTRATOR, ANALYST } from './demo-people.js';
import { startBranch } from './running-branch.js';

const MIB = 2 ** 20;
const FILES = ['facts', 'messages', 'views'] as const;

/** What a branch with a history holds in memory and on disk. */
export const size: Section = {
  name: 'size',
  about: 'memory and bytes on disk of a branch with a history, and per million facts',
  async run({ scratch, options, loaded }) {
    const folder = await loaded();
    const branch = await startBranch(scratch, folder);
    await branch.drained();
    await branch.ask(ANALYST, { path: 'clients?limit=50' });
    await branch.ask(ADMINISTRATOR, { path: 'internal/clients/digest' });
    const memory = memoryOf(branch.pid);
    await branch.end();
    const disk = diskOf(folder);
    scratch.remove(folder);
    const what = `${options.clients.toLocaleString('en')} clients, ${String(options.days)} days`;
    return [...memoryLines(what, memory), ...diskLines(what, disk)];
  },
};

function memoryLines(what: string, memory: ReturnType<typeof memoryOf>): readonly Line[] {
  const named = { unit: 'MiB', better: 'less' } as const;
  if (!memory)
    return [{ what: `memory, ${what}`, unit: 'MiB', goals: [], note: 'this system does not say (no /proc)' }];
  return [
    lineOf({
      ...named,
      what: `memory after all rows of clients were read, ${what}`,
      ours: [{ value: memory.now / MIB }],
    }),
    lineOf({ ...named, what: `most memory until then, ${what}`, ours: [{ value: memory.peak / MIB }] }),
  ];
}

type Disk = {
  readonly bytes: { readonly [F in (typeof FILES)[number]]: number };
  readonly whole: number;
  readonly facts: number;
  readonly messages: number;
  /** Length of the facts as JSON, in bytes: what had to be kept at least. */
  readonly factText: number;
};

function diskOf(folder: string): Disk {
  const bytesOf = (name: string): number =>
    ['', '-wal'].reduce(
      (sum, end) => sum + (statSync(join(folder, `${name}.sqlite${end}`), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    bytes: { facts: bytesOf('facts'), messages: bytesOf('messages'), views: bytesOf('views') },
    whole: files.reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0),
    ...countsOf(folder),
  };
}

function countsOf(folder: string): Pick<Disk, 'facts' | 'messages' | 'factText'> {
  const facts = new DatabaseSync(join(folder, 'facts.sqlite'), { readOnly: true });
  const row = facts.prepare('SELECT count(*) AS facts, sum(octet_length(body)) AS text FROM facts').get();
  facts.close();
  const messages = new DatabaseSync(join(folder, 'messages.sqlite'), { readOnly: true });
  const topics = messages.prepare('SELECT id FROM topics').all();
  const count = topics.reduce(
    (sum, { id }) =>
      sum + Number(messages.prepare(`SELECT coalesce(max(at), 0) AS at FROM topic_${String(id)}`).get()?.['at']),
    0,
  );
  messages.close();
  return { facts: Number(row?.['facts']), factText: Number(row?.['text']), messages: count };
}

function diskLines(what: string, { bytes, whole, facts, messages, factText }: Disk): readonly Line[] {
  const mib = { unit: 'MiB', better: 'less' } as const;
  const each = { unit: 'MiB', better: 'less' } as const;
  const perMillion = (total: number): number => ((total / facts) * 1_000_000) / MIB;
  const counted = `${facts.toLocaleString('en')} facts, ${messages.toLocaleString('en')} messages`;
  return [
    lineOf({ ...mib, what: `on disk, ${what}`, ours: [{ value: whole / MIB }], note: counted }),
    ...FILES.map((file) =>
      lineOf({
        ...{ ...each, what: `on disk per million facts: ${file}`, ours: [{ value: perMillion(bytes[file]) }] },
        ...(file === 'facts' && { raw: [{ value: perMillion(factText) }], rawIs: 'the JSON of the facts alone' }),
      }),
    ),
  ];
}
