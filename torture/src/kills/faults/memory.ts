import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Branch, Call } from '../process/branch.js';
import { clientsOf, analyst, clientsCsv } from '../story/people.js';
import { importOf } from '../story/days.js';
import { expect, onCopy, type Template } from './scene.js';

const SMALL_WRITER = fileURLToPath(new URL('../process/small-writer.js', import.meta.url));
/** Heap of the writing thread, in MiB: enough to start and for daily work. The main thread has what it always has. */
const HEAP_MIB = 40;
/** Clients in one file: more than such a heap holds while they are taken in. */
const MANY = 15_000;
const ENDS_MS = 60_000;
const AGAIN_MS = 100;
/** The connection broke. */
const NOBODY = 0;
/** The file waits, the process is about to end, or it has ended. */
const NOT_TAKEN: ReadonlySet<number> = new Set([NOBODY, 409, 429, 503]);

/** The writing thread runs out of memory: the process says so and ends with an exit code; started again it has everything that was acknowledged. */
export const noMemory = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch } = scene;
    const env = { PCRM_TORTURE_WRITER_MIB: String(HEAP_MIB) };
    await branch.start({ execArgv: ['--import', SMALL_WRITER], env });
    await scene.work(20);
    const many = clientsCsv(
      clientsOf('N02', MANY).map((client) => ({ ...client, clientNo: `X${client.clientNo}`, signed: false })),
    );
    const last = untilTaken(branch, importOf(1, 'clients/import', analyst, many));
    await scene.attempts(300);
    expect(NOT_TAKEN.has(await last), `the file was answered ${String(await last)}`);
    expect(branch.process.hasEnded, `it did not end; the file was last answered ${String(await last)}`);
    const { code, signal } = await branch.process.ended;
    // Node's own end for want of memory is a signal, and V8's last words are others.
    expect(code !== null && code > 0, `it ended with ${String(code)} ${String(signal)}`);
    expect(/ERR_WORKER_OUT_OF_MEMORY/.test(branch.process.said), `it said: ${branch.process.said}`);
    branch.away();
    await branch.start();
    await scene.whole();
  });

/**
 * Sent while it is not taken in and the process has not ended; how it was answered last. Whoever waits for the writing thread is told
 * "not now" when that dies, a moment before the process ends: that alone does not say that the heap was large enough.
 */
async function untilTaken(branch: Branch, file: Call): Promise<number> {
  const until = performance.now() + ENDS_MS;
  let last = NOBODY;
  while (!branch.process.hasEnded && performance.now() < until) {
    const answer = await branch.ask(file, ENDS_MS).catch(() => undefined);
    last = answer?.status ?? NOBODY;
    if (!NOT_TAKEN.has(last)) break;
    await Promise.race([branch.process.ended, pause(AGAIN_MS)]);
  }
  return last;
}
