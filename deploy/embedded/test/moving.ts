import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { runCommandLine, type ExitCode, type Surroundings } from '@pcrm/cli';
import { mintToken } from '@pcrm/platform';
import { administrator } from './branch.js';

/** A command that was given, and what it said. */
export type Given = {
  readonly code: ExitCode;
  readonly lines: readonly string[];
  readonly sentences: readonly string[];
};
type Installation = { readonly url: string; readonly secret: Uint8Array };
type More = { readonly passphrase?: string; readonly stop?: AbortSignal; readonly fetch?: typeof fetch };

export const PASSPHRASE = 'correct horse battery';

/** Gives a command of the command line to an installation, as an administrator. */
export async function pcrm(
  { url, secret }: Installation,
  args: readonly string[],
  { passphrase = PASSPHRASE, stop = new AbortController().signal, fetch: asks = fetch }: More = {},
): Promise<Given> {
  const [lines, sentences]: [string[], string[]] = [[], []];
  const around: Surroundings = {
    language: 'en',
    env: { PCRM_TOKEN: await mintToken(administrator, { secret }), PCRM_PASSPHRASE: passphrase },
    out: (line) => void lines.push(line),
    tell: ({ en }) => void sentences.push(en),
    progress: () => ({ show: () => undefined, end: () => undefined }),
    askSecret: async () => undefined,
    readInput: async () => '',
    fetch: asks,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 100))),
    now: () => Date.now(),
    stop,
  };
  const code = await runCommandLine([...args, '--url', url], around);
  return { code, lines, sentences };
}

/** What a data folder holds: facts in their order with revision and time, messages of each topic in theirs. */
export function held(folder: string): Held {
  using facts = opened(folder, 'facts');
  using messages = opened(folder, 'messages');
  const topics = messages.db.prepare('SELECT id, name FROM topics ORDER BY name').all();
  return {
    facts: texts(
      facts.db,
      `SELECT s.name || ' ' || f.revision || ' ' || f.recorded || ' ' || (f.body ->> '$.id') AS text
       FROM facts f JOIN streams s ON s.id = f.stream ORDER BY f.position`,
    ),
    messages: topics.flatMap(({ id, name }) =>
      texts(messages.db, `SELECT text ->> '$.id' AS text FROM topic_${String(id)} ORDER BY at`).map(
        (message) => `${String(name)} ${message}`,
      ),
    ),
  };
}
export type Held = { readonly facts: readonly string[]; readonly messages: readonly string[] };

const texts = (db: DatabaseSync, query: string): readonly string[] =>
  db
    .prepare(query)
    .all()
    .map(({ text }) => String(text));

function opened(folder: string, name: string): Disposable & { readonly db: DatabaseSync } {
  const db = new DatabaseSync(join(folder, `${name}.sqlite`), { readOnly: true });
  return { db, [Symbol.dispose]: () => db.close() };
}
