import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';
import { Slices } from './slices.js';
import { openSqlite } from './sqlite.js';

describe('slices of work', () => {
  it('let what the other thread asked for be written before they go on', async () => {
    const db = openSqlite(':memory:', { synchronous: 'FULL', steps: ['CREATE TABLE t (n INTEGER)'] });
    const group = new GroupCommit(db);
    const { port1, port2 } = new MessageChannel();
    const order: string[] = [];
    port2.on('message', () => void group.run(1, () => order.push('written')));
    port1.postMessage('warm-up');
    await once(port2, 'message');
    await group.run(1, () => undefined);
    order.length = 0;
    const slices = new Slices();
    port1.postMessage('append');
    for (const piece of ['one', 'two']) {
      order.push(piece);
      const until = performance.now() + 3;
      while (performance.now() < until);
      await slices.letOthersIn();
    }
    port1.close();
    group.close();
    db.close();
    expect(order).toEqual(['one', 'written', 'two']);
  });

  it('are not cut up before the thread was held for a while', async () => {
    const clock = { ms: 0 };
    const slices = new Slices(() => clock.ms);
    let turns = 0;
    await slices.letOthersIn();
    setImmediate(() => turns++);
    for (const later of [1.9, 0.05, 0.04]) {
      clock.ms += later;
      await slices.letOthersIn();
    }
    expect(turns).toBe(0);
    clock.ms += 0.02;
    await slices.letOthersIn();
    expect(turns).toBe(1);
  });
});
