import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { withParts } from '@pcrm/platform/testing';
import { openBranch } from '../../embedded/test/branch.js';
import { pcrm } from '../../embedded/test/moving.js';
import { AFTER, replayed } from '../../embedded/test/replayed.js';
import { deskOf } from '../../embedded/test/words.js';
import { openClusterBranch } from './cluster-branch.js';

jest.setTimeout(600_000);

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  describe('a branch that is moved from one machine to the cluster', () => {
    let folder: string;
    let embedded: readonly string[];
    const file = (name: string): string => join(folder, name);
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pcrm-move-'));
      await using branch = await openBranch();
      embedded = await replayed(branch);
      expect(await pcrm(branch, ['keys', 'export', file('keys')])).toMatchObject({ code: 0 });
      expect(await pcrm(branch, ['facts', 'export', file('facts')])).toMatchObject({ code: 0 });
    });
    afterAll(async () => await rm(folder, { recursive: true, force: true }));

    it('has the digest it had with two processes of each service, and exports the same facts again', async () => {
      await using branch = await openClusterBranch({ kafka, eventstore, mongodb, partitions: 6, instances: 2 });
      branch.standAt(AFTER);
      expect(await pcrm(branch, ['keys', 'import', file('keys')])).toMatchObject({ code: 0 });
      const came = await pcrm(branch, ['facts', 'import', file('facts')]);
      expect(came).toMatchObject({ code: 0 });
      await branch.drained();
      expect(await deskOf(branch).digest()).toEqual(embedded);
      const again = await pcrm(branch, ['facts', 'export', file('again')]);
      const sha256 = /sha256 (\w+)/.exec(came.lines[0] ?? '')?.[1] ?? 'none';
      expect(again.sentences.at(-1)).toContain(sha256);
      expect(await pcrm(branch, ['facts', 'import', file('facts')])).toMatchObject({ code: 0, lines: came.lines });
    });
  });
});
