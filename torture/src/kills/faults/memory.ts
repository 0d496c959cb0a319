import { clientsOf, analyst, clientsCsv } from '../story/people.js';
import { importOf } from '../story/days.js';
import { expect, onCopy, type Template } from './scene.js';

/** Heap of each thread, in MiB: enough to start and for daily work. */
const HEAP_MIB = 80;
/** Clients in one file: more than such a heap holds while they are taken in. */
const MANY = 60_000;
const ENDS_MS = 60_000;

/** A thread runs out of memory: the process ends with an exit code and no hang; started again it has everything that was acknowledged. */
export const noMemory = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch } = scene;
    await branch.start({ execArgv: [`--max-old-space-size=${String(HEAP_MIB)}`] });
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
    expect(code !== 0, `it ended with ${String(code)} ${String(signal)}`);
    branch.away();
    await branch.start();
    await scene.whole();
  });
