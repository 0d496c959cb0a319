import { beforeEach, describe, expect, it } from '@jest/globals';
import { Oracle } from '../oracle/oracle.js';
import type { Branch } from '../process/branch.js';
import type { Standing } from '../story/days.js';
import { managersOf } from '../story/people.js';
import { beginning } from '../story/tell.js';
import { Workload, type Errand } from './workload.js';

const clock = { now: () => Date.parse('2026-06-02T02:00:00.000Z') };

describe('what is done beside a story', () => {
  let standing: Standing;
  let oracle: Oracle;
  let workload: Workload;
  beforeEach(() => {
    standing = beginning(12);
    for (const { clientId, outletId, signed } of standing.clients)
      if (signed) standing.maintainers.set(clientId, managersOf(outletId)[0] ?? '');
    oracle = new Oracle();
    workload = new Workload({ clock } as Branch, oracle, standing);
  });
  const next = (count: number, done: (errand: Errand) => void): readonly Errand[] =>
    Array.from({ length: count }, () => {
      const errand = workload.next();
      done(errand);
      return errand;
    });

  it('is of every kind, for every client, each thing once', () => {
    const errands = next(500, ({ acknowledged }) => acknowledged());
    const kinds = new Map<string, Set<string>>();
    for (const { call, about } of errands)
      kinds.set(about, (kinds.get(about) ?? new Set()).add(call.path.split('/').at(-1) ?? ''));
    expect(kinds.get('feeds')).toEqual(new Set(['feeds']));
    kinds.delete('feeds');
    expect(kinds.size).toBe(20);
    for (const own of kinds.values())
      expect(own).toEqual(new Set(['contacts', 'file', 'reassign', 'outbound-messages', 'consents']));
    expect(new Set(errands.map(({ call }) => call.key)).size).toBe(500);
    expect(oracle.deeds).toHaveLength(480);
    expect(oracle.newestFeeds).toHaveLength(4);
  });

  it('is asked again, and nothing else about its client, until it is acknowledged', () => {
    const asked = next(200, () => undefined);
    expect(workload.open).toHaveLength(21);
    expect(new Set(asked)).toEqual(new Set(workload.open));
    expect(oracle.deeds).toEqual([]);
    for (const { acknowledged } of workload.open) acknowledged();
    expect(workload.open).toEqual([]);
    expect(oracle.deeds).toHaveLength(20);
    expect(asked).not.toContain(workload.next());
  });
});
