import { jest } from '@jest/globals';
import { BadCursor, createSealer, fixedClock, Unavailable, type EventStore } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { processLog } from '@pcrm/platform';
import { outboundWork } from '../src/backstage.adapter.js';
import { outbox } from '../src/notify/outbox/outbox.projection.js';
import type { SmsGateway } from '../src/notify/sms/sms-gateway.js';
import { clientId } from './outreach-words.js';

const NOW = '2026-06-15T02:00:00.000Z';
const before = process.env['SMS_RETRY_SECONDS'];
afterEach(() => {
  jest.restoreAllMocks();
  if (before === undefined) delete process.env['SMS_RETRY_SECONDS'];
  else process.env['SMS_RETRY_SECONDS'] = before;
});

/** Does not give out what became of a client's messages. */
class Unreachable extends InMemoryEventStore {
  override read(...given: Parameters<EventStore['read']>): ReturnType<EventStore['read']> {
    return given[0].startsWith('outreach-') ? Promise.reject(new Unavailable('down')) : super.read(...given);
  }
}
/** Takes what it is given, never knows what became of it, and counts who asks. */
class Silent implements SmsGateway {
  readonly asked = new Set<string>();
  readonly send: SmsGateway['send'] = () => Promise.resolve({ accepted: true });
  readonly receipt: SmsGateway['receipt'] = (key) => {
    this.asked.add(key);
    return Promise.resolve('pending');
  };
}

/** Work with so many messages in a state since yesterday; with those that are due it fails every time. */
async function workWith(status: 'scheduled' | 'dispatched', count: number) {
  const [vault, clock, rows] = [new InMemoryKeyVault(), fixedClock(NOW), new InMemoryRowStore()];
  const log = processLog({ name: 'spec', level: 'silent' });
  const events = new Unreachable(clock);
  const { dispatcher, tables, ...work } = outboundWork(
    { events, rows, vault, clock, sealer: createSealer(vault), log, tracing: undefined },
    () => new Silent(),
  );
  const table = await tables.activeTable(outbox.name);
  await work.rows.declare(table);
  const writes = Array.from({ length: count }, (_, n) => {
    const messageId = `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;
    const doc = { clientId, messageId, status, scheduledFor: '2026-06-14T02:00:00.000Z' };
    return { key: messageId, expected: 0, seen: {}, doc };
  });
  await work.rows.commit({ writes: [{ table, rows: writes }] });
  return { dispatcher, rows, gateway: work.gateway };
}

describe('SMS_RETRY_SECONDS', () => {
  it.each([1, 60, 3_600])('%d: so long a message rests after it could not be worked on', async (seconds) => {
    process.env['SMS_RETRY_SECONDS'] = String(seconds);
    const { dispatcher } = await workWith('scheduled', 1);
    const began = 1_000;
    const elapsed = jest.spyOn(performance, 'now').mockReturnValue(began);
    // Whatever the machine's clock is put to meanwhile.
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW) - 86_400_000);
    const tries = async (ms: number): Promise<number> => {
      elapsed.mockReturnValue(began + ms);
      return await dispatcher.sendDue();
    };
    expect(await tries(0)).toBe(1);
    expect(await tries(seconds * 1_000 - 1)).toBe(0);
    expect(await tries(seconds * 1_000)).toBe(1);
  });
});

describe('more messages than one look takes', () => {
  it('those that rest hold up none behind them', async () => {
    const { dispatcher } = await workWith('scheduled', 450);
    const looks = [];
    for (let look = 0; look < 4; look++) looks.push(await dispatcher.sendDue());
    expect(looks).toEqual([200, 200, 50, 0]);
  });

  it('a look that cannot go on where the last one ended begins anew the next time', async () => {
    const { dispatcher, rows } = await workWith('scheduled', 450);
    expect(await dispatcher.sendDue()).toBe(200);
    const find = jest.spyOn(rows, 'find').mockRejectedValueOnce(new BadCursor('of another build'));
    await expect(dispatcher.sendDue()).rejects.toThrow('of another build');
    expect(await dispatcher.sendDue()).toBe(0);
    expect([find.mock.calls.at(-1)?.[1].after, await dispatcher.sendDue()]).toEqual([undefined, 200]);
  });

  it('those whose receipt never comes keep no other from being asked for', async () => {
    const { dispatcher, gateway } = await workWith('dispatched', 450);
    const asked = [];
    for (let look = 0; look < 4; look++) {
      await dispatcher.settleOpen();
      asked.push(gateway.asked.size);
    }
    expect(asked).toEqual([200, 400, 450, 450]);
  });
});
