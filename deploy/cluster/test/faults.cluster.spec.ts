import { jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { CutLine, longOnly, withParts } from '@pcrm/platform/testing';
import { openBranch } from '../../embedded/test/branch.js';
import { replayed } from '../../embedded/test/replayed.js';
import { openClusterBranch, type ClusterBranch, type ClusterOptions } from './cluster-branch.js';

jest.setTimeout(300_000);
const AWAY_MS = 20_000;

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  describe('a branch that is replayed while something breaks: nothing lost, nothing twice', () => {
    let unbroken: readonly string[];
    beforeAll(async () => {
      await using branch = await openBranch();
      unbroken = await replayed(branch);
    });

    /** Replays the branch beside the faults; answers its digest, once both are over. */
    const replayedWhile = async (
      options: Partial<ClusterOptions>,
      fault: (branch: ClusterBranch) => Promise<void>,
    ): Promise<readonly string[]> => {
      const parts = { kafka, eventstore, mongodb };
      await using branch = await openClusterBranch({ ...parts, instances: 2, patient: true, ...options });
      const broken = fault(branch);
      const [digest] = await Promise.all([replayed(branch), broken]);
      return digest;
    };

    longOnly('every process in turn is killed or told to end, and starts again', async () => {
      const digest = await replayedWhile({}, async (branch) => {
        // Of the two processes of a service one is killed, the other one is told.
        for (const [nth, process] of [...branch.processes].entries()) {
          await branch.restart(process, nth % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
          await pause(500);
        }
      });
      expect(digest).toEqual(unbroken);
    });

    // Everybody finds the database again within half a minute each: there is not always time for it.
    longOnly('the database is away for twenty seconds', async () => {
      await using line = await CutLine.to(mongodb);
      const digest = await replayedWhile({ mongodb: line.url }, async () => {
        await pause(8_000);
        await line.cut();
        await pause(AWAY_MS);
        await line.mend();
      });
      expect(digest).toEqual(unbroken);
    });
  });
});
