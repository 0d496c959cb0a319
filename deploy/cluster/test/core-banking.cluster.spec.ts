import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { eventually } from '@pcrm/event-sourcing/testing';
import { withParts } from '@pcrm/platform/testing';
import { administrator, analyst } from '../../embedded/test/branch.js';
import { clientLine, deskOf, id, OUTLETS, people, STAFF, yuan } from '../../embedded/test/words.js';
import { openClusterBranch } from './cluster-branch.js';
import { saidByOthers } from './strangers.js';

jest.setTimeout(180_000);
const PATIENCE_MS = 30_000;

const record = (clientNo: string, sequence: number, businessDate: string, amount: number): string => {
  const balanceFen = yuan(amount);
  return JSON.stringify({ source: 'core', sequence, clientNo, assetClass: 'deposit', businessDate, balanceFen, currency: 'CNY' }); // prettier-ignore
};

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  it('what core banking says on its topic is taken in by a running branch: balances, a marker, and what is wrong', async () => {
    const installation = `t${randomBytes(6).toString('hex')}`;
    const env = { INSTALLATION: installation, LOG_LEVEL: 'warn' };
    const branch = await openClusterBranch({ kafka, eventstore, mongodb, env });
    await using desk = deskOf(branch);
    await desk.at('2026-06-15', 9);
    await desk.csv(administrator, 'outlets/import', OUTLETS);
    await desk.csv(administrator, 'staff/import', STAFF);
    await desk.clients([clientLine('K1'), clientLine('K2')]);

    const bad = record('K9', 1, '2026-06-14', 7);
    await saidByOthers(kafka, `${installation}.corebanking.assets`, [
      record('K1', 1, '2026-06-13', 1_000),
      record('K1', 2, '2026-06-14', 2_000),
      bad,
      record('K2', 1, '2026-06-14', 3_000),
      JSON.stringify({ type: 'close', businessDate: '2026-06-14' }),
    ]);

    const balanceOf = async (clientNo: string): Promise<unknown> =>
      (await desk.get(people.head, `clients/${id(clientNo)}`)).body['balances'];
    const stands = (amount: number) => ({ asOf: '2026-06-14', totalFen: yuan(amount), byClass: { deposit: yuan(amount) } }); // prettier-ignore
    await eventually(async () => {
      expect(await balanceOf('K1')).toEqual(stands(2_000));
      expect(await balanceOf('K2')).toEqual(stands(3_000));
      expect((await desk.get(analyst, 'business-days')).body).toMatchObject({ closedThrough: '2026-06-14' });
    }, PATIENCE_MS);

    const clients = branch.processes.find(({ name }) => name === 'clients');
    const feedIdIn = (): string | undefined => /"feedId":"([\w-]{36})"/.exec(clients?.said() ?? '')?.[1];
    await eventually(() => expect(feedIdIn()).toBeDefined(), PATIENCE_MS);
    const feedId = feedIdIn() ?? '';
    const [line, ...others] = await desk.items(analyst, `feeds/${feedId}/rejected`);
    expect(line).toMatchObject({ field: 'clientNo', reason: 'clientNo.unknown', text: bad });
    expect(others).toEqual([]);
    expect(clients?.said()).not.toContain('K9');
    expect(await desk.parked()).toEqual([]);
  });
});
