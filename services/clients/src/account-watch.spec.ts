import { describe, expect, it } from '@jest/globals';
import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import { InMemoryEventStore } from '@pcrm/event-sourcing/testing';
import { AccountWatch } from './account-watch.js';
import { ClientDirectory, clientIdOf } from './client-directory.js';
import type { Looked } from './look-at-client.js';
import { assetAccount } from './value/asset-account.js';

/** A branch of so many clients, of whom nothing but that they are is known; their accounts are at revision 0. */
async function watching(clients: number) {
  const events = new InMemoryEventStore();
  const directory = new ClientDirectory(events);
  const append = (stream: string, revision: number, type: string, data: object) => {
    const id = uuidV5(PCRM_NAMESPACE, `${stream}|${String(revision)}`);
    const occurredAt = '2026-01-02T01:00:00.000Z';
    const metadata = { actor: 's', commandId: id, correlationId: id, causationId: id, occurredAt };
    return events.append(stream, revision - 1, [{ id, type, version: 1, data: data as never, metadata }]);
  };
  const changed = (no: string, revision: number) =>
    append(`${assetAccount.name}-${clientIdOf(no)}`, revision, 'AnyChange', {});
  const register = async (no: string) => {
    const data = { clientId: clientIdOf(no), clientNo: no, outletId: 'N01', name: null, phone: null };
    await append(`client-${clientIdOf(no)}`, 0, 'ClientRegistered', { ...data, registeredOn: '2026-01-02' });
    await changed(no, 0);
  };
  const all = Array.from({ length: clients }, (_, at) => `C${String(at)}`);
  for (const no of all) await register(no);
  await directory.refresh();
  const watch = new AccountWatch(events, directory);
  const named = async (through: string, policies: number) => watch.named(through, policies, await watch.head());
  return { watch, named, all: all.map(clientIdOf), register, changed };
}

const looked = (revision: number, more: Partial<Looked> = {}): Looked => ({
  ...{ revision, due: '2026-12-01', policies: 1, through: '2026-11-20', averageFen: 9_007_199_254_740_991 },
  ...{ coveredDays: 365, ...more },
});

describe('what is remembered of accounts between closings', () => {
  it('names nobody before everybody was looked at once', async () => {
    const { named } = await watching(1);
    expect(await named('2026-11-20', 1)).toBeUndefined();
    expect(await named('2026-11-20', 1)).toBeUndefined();
  });

  it('names those who have changed since, those who are due, and everybody under other policies; of 1,500 clients as well', async () => {
    const { watch, named, all, changed } = await watching(1_500);
    expect(await named('2026-11-20', 1)).toBeUndefined();
    for (const id of all) watch.saw(id, 0);
    watch.lookedAt(new Map(all.map((id, at) => [id, looked(0, at === 7 ? { due: '2026-11-22' } : {})])));
    watch.passed(1);
    expect(await named('2026-11-21', 1)).toEqual([]);
    await changed('C1499', 1);
    expect(await named('2026-11-21', 1)).toEqual([clientIdOf('C1499')]);
    expect(await named('2026-11-22', 1)).toEqual([clientIdOf('C7'), clientIdOf('C1499')].sort());
    watch.lookedAt(new Map([[clientIdOf('C1499'), looked(1, { through: '2026-11-21' })]]));
    expect(await named('2026-11-21', 1)).toEqual([]);
    expect(await named('2026-11-21', 2)).toBeUndefined();
  });

  it('is what the look has found, to the fen', async () => {
    const { watch, all } = await watching(2);
    const [first = '', second = ''] = all;
    watch.lookedAt(new Map([[second, looked(4, { averageFen: -1, due: '2027-02-28' })]]));
    expect([watch.lastLook(first), watch.lastLook(second)]).toEqual([
      undefined,
      looked(4, { averageFen: -1, due: '2027-02-28' }),
    ]);
    watch.lookedAt(new Map([[first, looked(0)]]));
    expect([watch.lastLook(first), watch.lastLook('nobody')]).toEqual([looked(0), undefined]);
    expect(watch.isUnchanged(first, { revision: 0, through: '2026-11-30', policies: 1 })).toBe(true);
    expect(watch.isUnchanged(first, { revision: 0, through: '2026-12-01', policies: 1 })).toBe(false);
    expect(watch.isUnchanged(first, { revision: 1, through: '2026-11-30', policies: 1 })).toBe(false);
    expect(watch.isUnchanged(first, { revision: 0, through: '2026-11-30', policies: 2 })).toBe(false);
    expect(watch.isUnchanged('nobody', { revision: 0, through: '2026-11-30', policies: 1 })).toBe(false);
  });

  it('names who was registered while everybody was brought up for the look, though it knew nobody of that id', async () => {
    const { watch, named, all, register } = await watching(1);
    const head = await watch.head();
    await register('C-new');
    await watch.named('2026-11-20', 1, head);
    watch.saw(clientIdOf('C-new'), 0);
    watch.lookedAt(new Map(all.map((id) => [id, looked(0)])));
    watch.passed(1);
    expect(await named('2026-11-20', 1)).toEqual([clientIdOf('C-new')]);
  });

  it('names who was registered after everybody was looked at', async () => {
    const { watch, named, all, register } = await watching(1);
    await named('2026-11-20', 1);
    watch.lookedAt(new Map(all.map((id) => [id, looked(0)])));
    watch.saw(clientIdOf('C0'), 0);
    watch.passed(1);
    await register('C-new');
    expect(await named('2026-11-20', 1)).toEqual([clientIdOf('C-new')]);
  });
});
