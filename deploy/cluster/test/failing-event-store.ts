import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const DOUBLE = join(import.meta.dirname, '../../../libs/platform/test/cluster/run-event-store-double.mjs');

/** The event store's protocol double in a process of its own, which fails when it is told to. */
export type FailingEventStore = AsyncDisposable & {
  readonly url: string;
  /** One order, as `run-event-store-double.mjs` knows them; resolves when it is carried out. */
  order(words: string): Promise<void>;
  /** How often each fault has happened, by `append unavailable`. */
  happened(): Promise<Readonly<Record<string, number>>>;
};

/** Starts one; rejects when it ends before it answers. */
export async function failingEventStore(): Promise<FailingEventStore> {
  const child = spawn(process.execPath, [DOUBLE], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } }); // prettier-ignore
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('the double has ended');
    return line.value;
  };
  const ask = async (words: string): Promise<string> => {
    child.stdin.write(`${words}\n`);
    return await next();
  };
  return {
    url: await next(),
    async order(words) {
      const answer = await ask(words);
      if (answer !== `done: ${words}`) throw new Error(`${words}: ${answer}`);
    },
    happened: async () => JSON.parse(await ask('happened')) as Record<string, number>,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
