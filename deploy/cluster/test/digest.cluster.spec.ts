import { jest } from '@jest/globals';
import { withParts } from '@pcrm/platform/testing';
import { openBranch } from '../../embedded/test/branch.js';
import { replayed } from '../../embedded/test/replayed.js';
import { openClusterBranch } from './cluster-branch.js';

jest.setTimeout(600_000);

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  describe('the demo branch, replayed through the public entrances', () => {
    let embedded: readonly string[];
    beforeAll(async () => {
      await using branch = await openBranch();
      embedded = await replayed(branch);
      const filled = embedded.filter((line) => Number(line.split(' ')[2]) > 0);
      expect(filled.length).toBeGreaterThan(15);
    });

    // Six partitions and two processes are replayed while something breaks, in `faults.cluster.spec.ts`: to the same digest.
    it('has the digest of the embedded edition with one partition and one process of each service', async () => {
      await using branch = await openClusterBranch({ kafka, eventstore, mongodb, partitions: 1, instances: 1 });
      expect(await replayed(branch)).toEqual(embedded);
    });
  });
});
