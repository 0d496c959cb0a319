import { jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@pcrm/event-sourcing/testing';
import { CutLine, withParts } from '@pcrm/platform/testing';
import { openBranch } from '../../embedded/test/branch.js';
import { replayed } from '../../embedded/test/replayed.js';
import { startKafka } from '../local/parts.mjs';
import { openClusterBranch, type ClusterBranch, type ClusterOptions } from './cluster-branch.js';
import { failingEventStore } from './failing-event-store.js';

jest.setTimeout(600_000);
const DATABASE_MS = 20_000;
const BROKER_MS = 12_000;
const WRITE_FAULTS = ['unavailable', 'not-leader', 'timeout', 'deadline-after-write', 'unavailable-after-write', 'silent-after-write', 'wrong-revision-after-write']; // prettier-ignore
const READ_FAULTS = ['unavailable', 'not-leader', 'broken-midway', 'silent'];

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
      try {
        const [digest] = await Promise.all([replayed(branch), broken]);
        return digest;
      } catch (error) {
        const told = branch.told();
        // Until it is over it starts processes, which nobody would end any more.
        await Promise.allSettled([broken]);
        throw new Error(`what the processes said:\n${told}`, { cause: error });
      }
    };

    /** Waits until so many more requests were answered. */
    const answers = async (branch: ClusterBranch, more: number): Promise<void> => {
      const before = branch.answered();
      await eventually(() => expect(branch.answered()).toBeGreaterThan(before + more), 120_000);
    };

    it('a rolling restart under load: every process in turn is killed or told to end, and starts again', async () => {
      const answeredMeanwhile: number[] = [];
      const digest = await replayedWhile({ partitions: 6 }, async (branch) => {
        // Of the two processes of a service one is killed, the other one is told.
        for (const [nth, process] of [...branch.processes].entries()) {
          const before = branch.answered();
          await branch.restart(process, nth % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
          answeredMeanwhile.push(branch.answered() - before);
          await pause(500);
        }
      });
      expect(digest).toEqual(unbroken);
      // Others answered while each of them was away: it was under load, and nobody waited for it.
      expect(answeredMeanwhile.filter((requests) => requests === 0)).toEqual([]);
    });

    it('the database is away for twenty seconds, and the broker is killed for twelve', async () => {
      await using line = await CutLine.to(mongodb);
      await using stack = new AsyncDisposableStack();
      const own = stack.adopt(await startKafka(), (brokers) => brokers.stop());
      const asked: number[] = [];
      let all = (): number => 0;
      const digest = await replayedWhile({ partitions: 1, kafka: own.url, mongodb: line.url }, async (branch) => {
        all = () => branch.answered();
        await pause(5_000);
        await line.cut();
        const cut = branch.answered();
        await pause(DATABASE_MS);
        asked.push(branch.answered() - cut);
        await line.mend();
        await answers(branch, 3);
        await own.brokers[0]?.kill();
        await pause(BROKER_MS);
        await own.brokers[0]?.restart();
        asked.push(branch.answered());
      });
      expect(digest).toEqual(unbroken);
      // Nobody was answered while the database was away; work went on after the broker's return.
      expect(asked[0]).toBeLessThan(3);
      expect(all()).toBeGreaterThan((asked[1] ?? 0) + 10);
    });

    it('the event store fails in every way it can, with its answer lost, late or wrong, or is away', async () => {
      await using store = await failingEventStore();
      const digest = await replayedWhile({ partitions: 6, instances: 1, eventstore: store.url }, async () => {
        for (const fault of WRITE_FAULTS) await store.order(`append ${fault} 2`);
        for (const fault of READ_FAULTS) await store.order(`read ${fault} 2`);
        await pause(10_000);
        // Whoever follows begins anew after a silence and after an outage, and meets the next faults then.
        for (const fault of READ_FAULTS) await store.order(`subscribe ${fault} 2`);
        await store.order('silence');
        await pause(10_000);
        await store.order('pause');
        await pause(3_000);
        await store.order('resume');
      });
      expect(digest).toEqual(unbroken);
      const planned = [
        ...WRITE_FAULTS.map((fault) => `append ${fault}`),
        ...['read', 'subscribe'].flatMap((kind) => READ_FAULTS.map((fault) => `${kind} ${fault}`)),
      ];
      expect(await store.happened()).toEqual(Object.fromEntries(planned.map((fault) => [fault, 2])));
    });
  });
});
