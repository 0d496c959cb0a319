import { BranchProcess } from '@pcrm/embedded/process';
import { loadOrMakeSecret } from '@pcrm/platform';
import { TemporaryFolder } from '../leftovers.js';

/** The built embedded edition with a small demo branch, as a process and a data folder of its own. */
export type StartedBranch = AsyncDisposable & {
  readonly url: string;
  /** What tokens are signed with. */
  readonly secret: Uint8Array;
  /** Everything it printed so far. */
  readonly said: () => string;
  /** Whether it still runs: a fault that ends the process is a finding too. */
  readonly isAlive: () => boolean;
};

/** Starts it and waits until the demo is loaded. Rejects with what it said when it ends instead. */
export async function startBranch(clients: number, days: number): Promise<StartedBranch> {
  const folder = new TemporaryFolder('judged');
  const branch = BranchProcess.spawn(folder.path, { args: ['--clients', String(clients), '--days', String(days)] });
  const stop = async (): Promise<void> => {
    await branch.end('SIGTERM');
    folder[Symbol.dispose]();
  };
  try {
    const url = (await branch.ready).replace('localhost', '127.0.0.1');
    const secret = loadOrMakeSecret(folder.path, 'token');
    return { url, secret, said: () => branch.said, isAlive: () => !branch.hasEnded, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
