import { leaseContract } from '../lease/lease.contract.js';
import { InMemoryLeases } from './in-memory.lease.js';

leaseContract('in-memory', async () => {
  const leases = new InMemoryLeases();
  return { one: leases.open(), other: leases.open(), lapse: async (name) => leases.lapse(name) };
});
