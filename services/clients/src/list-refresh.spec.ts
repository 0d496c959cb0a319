import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { tableOf } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { clientList } from './know/client-list/client-list.projection.js';
import { ListRefresh } from './list-refresh.adapter.js';

/** A refresh that takes a while, and the dates for which one was begun. */
function refreshing(restMs: number) {
  const begun: string[] = [];
  const refresh = new ListRefresh({
    rows: new InMemoryRowStore(),
    tables: { activeTable: () => tableOf(clientList) },
    versions: () => pause(100, []),
    restMs,
  });
  const run = refresh.run.bind(refresh);
  refresh.run = (through) => {
    begun.push(through);
    return run(through);
  };
  return { refresh, begun };
}

describe('the averages in the client list', () => {
  it('are brought to the last date soon after no more follow, however long a refresh takes', async () => {
    const { refresh, begun } = refreshing(20);
    for (const date of ['2026-11-01', '2026-11-02', '2026-11-03']) refresh.ask(date);
    for (let look = 0; look < 100 && begun.length < 2; look++) await pause(50);
    expect(begun).toEqual(['2026-11-01', '2026-11-03']);
  });

  it('are left alone while one date follows the other', async () => {
    const { refresh, begun } = refreshing(2_000);
    for (let day = 10; day < 30; day++) {
      refresh.ask(`2026-11-${String(day)}`);
      await pause(20);
    }
    expect(begun).toEqual(['2026-11-10']);
  });
});
