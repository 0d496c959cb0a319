import { InMemoryRowStore, rowStoreContract } from '@pcrm/event-sourcing/testing';
import { ServiceRows } from './service-rows.js';

rowStoreContract('a service’s part of a row store', async () => new ServiceRows('clients', new InMemoryRowStore()));

describe('two services in one row store', () => {
  const table = { name: 'list.v1', indexes: {} };
  const write = (doc: { of: string }) => ({
    writes: [{ table, rows: [{ key: 'a', expected: 0, seen: {}, doc }] }],
    checkpoints: { mark: doc.of },
  });

  it('passes on what must be durable', async () => {
    const rows = new InMemoryRowStore();
    const told: unknown[] = [];
    rows.commit = async ({ durable }) => void told.push(durable);
    const clients = new ServiceRows('clients', rows);
    await clients.commit(write({ of: 'clients' }));
    await clients.commit({ ...write({ of: 'clients' }), durable: true });
    expect(told).toEqual([undefined, true]);
  });

  it('may name a view and a checkpoint alike', async () => {
    const rows = new InMemoryRowStore();
    const [clients, allocation] = [new ServiceRows('clients', rows), new ServiceRows('allocation', rows)];
    for (const each of [clients, allocation]) await each.declare(table);
    await clients.commit(write({ of: 'clients' }));
    await allocation.commit(write({ of: 'allocation' }));
    expect((await clients.load(table, ['a'])).get('a')?.doc).toEqual({ of: 'clients' });
    expect((await allocation.load(table, ['a'])).get('a')?.doc).toEqual({ of: 'allocation' });
    expect([await clients.checkpoint('mark'), await allocation.checkpoint('mark')]).toEqual(['clients', 'allocation']);
    await clients.drop('list.v1');
    expect((await allocation.load(table, ['a'])).size).toBe(1);
  });
});
