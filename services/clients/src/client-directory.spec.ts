import { describe, expect, it } from '@jest/globals';
import { Unavailable, uuidV5, PCRM_NAMESPACE } from '@pcrm/event-sourcing';
import { InMemoryEventStore } from '@pcrm/event-sourcing/testing';
import { ClientDirectory, clientIdOf } from './client-directory.js';

/** A store that is away for some of its readers, from their second batch on. */
class Wavering extends InMemoryEventStore {
  away = 0;

  override async *subscribe(...asked: Parameters<InMemoryEventStore['subscribe']>) {
    const [categories, after, { signal }] = asked;
    let first = true;
    for await (const batch of super.subscribe(categories, after, { signal, limit: 1 })) {
      if (!first && this.away > 0) {
        this.away -= 1;
        throw new Unavailable('the store is away');
      }
      first = false;
      yield batch;
    }
  }

  async registered(clientNo: string): Promise<void> {
    const clientId = clientIdOf(clientNo);
    const id = uuidV5(PCRM_NAMESPACE, clientNo);
    const data = { clientId, clientNo, outletId: 'N01', name: null, phone: null, registeredOn: '2026-01-02' };
    const occurredAt = '2026-01-02T01:00:00.000Z';
    const metadata = { actor: 's', commandId: id, correlationId: id, causationId: id, occurredAt };
    await this.append(`client-${clientId}`, -1, [{ id, type: 'ClientRegistered', version: 1, data, metadata }]);
  }
}

describe('the directory of clients', () => {
  it('tells whoever asks that it cannot be read now, and reads on from there for the next one', async () => {
    await using events = new Wavering();
    for (const clientNo of ['C1', 'C2', 'C3']) await events.registered(clientNo);
    const directory = new ClientDirectory(events);
    events.away = 2;
    const asked = await Promise.allSettled([directory.refresh(), directory.refresh(), directory.refresh()]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(['C1', 'C2', 'C3', 'C4'].map(directory.numbered)).toEqual([
      ...['C1', 'C2', 'C3'].map(clientIdOf),
      undefined,
    ]);
    await events.registered('C4');
    await directory.refresh();
    expect(directory.get(clientIdOf('C4'))).toEqual({ clientId: clientIdOf('C4'), at: 3, outletId: 'N01' });
    expect([...directory.all()].map(({ clientId }) => clientId)).toEqual(['C1', 'C2', 'C3', 'C4'].map(clientIdOf));
  });
});
