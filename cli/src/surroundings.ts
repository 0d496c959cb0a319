import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { progressOn, type Progress, type Unit } from './speaking/progress.js';
import { languageOf, type Language, type Words } from './speaking/words.js';

/** Everything a command touches besides the files it is told of; specs bring their own. */
export type Surroundings = {
  readonly language: Language;
  readonly env: { readonly [name: string]: string | undefined };
  /** A line of the result, to standard output. */
  readonly out: (line: string) => void;
  /** A sentence about the work, to standard error. */
  readonly tell: (words: Words) => void;
  readonly progress: (title: Words, unit: Unit) => Progress;
  /** Asks the person at the terminal, without showing what they type; undefined where nobody sits at one. */
  readonly askSecret: (question: Words) => Promise<string | undefined>;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly now: () => number;
  /** Aborted by Ctrl-C. */
  readonly stop: AbortSignal;
};

/** The terminal, the network and the clock of this machine. */
export function surroundingsOf(process: NodeJS.Process, stop: AbortSignal): Surroundings {
  const language = languageOf(process.env);
  const { stdin, stdout, stderr } = process;
  return {
    language,
    env: process.env,
    out: (line) => void stdout.write(`${line}\n`),
    tell: (words) => void stderr.write(`${words[language]}\n`),
    progress: (title, unit) => progressOn(stderr, title[language], unit),
    askSecret: async (question) =>
      stdin.isTTY ? await secret(question[language], { stdin, stderr, stop }) : undefined,
    readInput: async () => Buffer.concat(await Array.fromAsync(stdin as AsyncIterable<Buffer>)).toString('utf8'),
    fetch,
    pause: (ms) => pause(ms, undefined, { signal: stop }).catch(() => undefined),
    now: () => Date.now(),
    stop,
  };
}

type Terminal = Pick<NodeJS.Process, 'stdin' | 'stderr'> & { readonly stop: AbortSignal };

/** Reads a line that is not shown. Ctrl-C ends the asking. */
function secret(question: string, { stdin, stderr, stop }: Terminal): Promise<string | undefined> {
  stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true, signal: stop });
  return new Promise((resolve) => {
    let answer: string | undefined;
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      stderr.write('\n');
      resolve(answer);
    });
  });
}
