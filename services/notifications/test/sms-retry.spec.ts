import { jest } from '@jest/globals';
import { createSealer, fixedClock, Unavailable, type EventStore } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { processLog } from '@pcrm/platform';
import { outboundWork, sandbox } from '../src/backstage.adapter.js';
import { outbox } from '../src/notify/outbox/outbox.projection.js';
import { clientId, messageId } from './outreach-words.js';

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

/** Work that finds one message due, and fails with it every time. */
async function failing() {
  const [vault, clock, rows] = [new InMemoryKeyVault(), fixedClock(NOW), new InMemoryRowStore()];
  const log = processLog({ name: 'spec', level: 'silent' });
  const events = new Unreachable(clock);
  const work = outboundWork(
    { events, rows, vault, clock, sealer: createSealer(vault), log, tracing: undefined },
    sandbox,
  );
  const table = await work.tables.activeTable(outbox.name);
  await work.rows.declare(table);
  const doc = {
    clientId,
    messageId: messageId(1),
    templateId: 't',
    status: 'scheduled',
    scheduledFor: NOW,
    leavesAt: NOW,
  };
  await work.rows.commit({ writes: [{ table, rows: [{ key: messageId(1), expected: 0, seen: {}, doc }] }] });
  return work.dispatcher;
}

describe('SMS_RETRY_SECONDS', () => {
  it.each([1, 60, 3_600])('%d: so long a message rests after it could not be worked on', async (seconds) => {
    process.env['SMS_RETRY_SECONDS'] = String(seconds);
    const dispatcher = await failing();
    const began = Date.parse(NOW);
    const now = jest.spyOn(Date, 'now').mockReturnValue(began);
    const tries = async (ms: number): Promise<number> => {
      now.mockReturnValue(began + ms);
      return await dispatcher.sendDue();
    };
    expect(await tries(0)).toBe(1);
    expect(await tries(seconds * 1_000 - 1)).toBe(0);
    expect(await tries(seconds * 1_000)).toBe(1);
  });
});
