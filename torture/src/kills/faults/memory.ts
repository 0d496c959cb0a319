import { fileURLToPath } from 'node:url';
import { clientsOf, analyst, clientsCsv } from '../story/people.js';
import { importOf } from '../story/days.js';
import { expect, onCopy, type Template } from './scene.js';

const SMALL_WRITER = fileURLToPath(new URL('../process/small-writer.js', import.meta.url));
/** Heap of the writing thread, in MiB: enough to start and for daily work. The main thread has what it always has. */
const HEAP_MIB = 40;
/** Clients in one file: more than such a heap holds while they are taken in. */
const MANY = 15_000;
const ENDS_MS = 60_000;

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
    const answered = branch.ask(importOf(1, 'clients/import', analyst, many), ENDS_MS).then(
      ({ status }) => status,
      () => 0,
    );
    const working = scene.attempts(300);
    await Promise.race([branch.process.ended, answered]);
    await working;
    expect(branch.process.hasEnded, `the heap was large enough: answered ${String(await answered)}`);
    const { code, signal } = await branch.process.ended;
    // Node's own end for want of memory is a signal, and V8's last words are others.
    expect(code !== null && code > 0, `it ended with ${String(code)} ${String(signal)}`);
    expect(/ERR_WORKER_OUT_OF_MEMORY/.test(branch.process.said), `it said: ${branch.process.said}`);
    branch.away();
    await branch.start();
    await scene.whole();
  });
