import { describe, expect, it } from '@jest/globals';
import { differences, type Message, type Stand } from './story-run.js';

const message = (messageId: string, status: string, reasonCode: string | null = null): Message => ({
  messageId,
  status,
  reasonCode,
});
const stand = (digest: readonly string[], messages: readonly Message[]): Stand => ({ digest, messages });
const WHOLE = stand(['clients.client-list 2 aa', 'notifications.outbox 1 bb'], [message('1', 'delivered')]);

describe('a killed story beside an undisturbed one', () => {
  it('stands the same', () => expect(differences(WHOLE, WHOLE)).toEqual([]));

  it('shows each view that stands otherwise', () =>
    expect(differences(WHOLE, { ...WHOLE, digest: ['clients.client-list 1 cc', WHOLE.digest[1] ?? ''] })).toEqual([
      'clients.client-list 1 cc',
    ]));

  it('may have failed to send what was on its way, and nothing else', () => {
    const others = ['clients.client-list 2 aa', 'notifications.outbox 1 cc'];
    const lost = message('1', 'failed', 'gateway.never-received');
    expect(differences(WHOLE, stand(others, [lost]))).toEqual([]);
    expect(differences(WHOLE, stand(others, [message('1', 'failed', 'gateway.refused')]))).toEqual([
      'message 1 is failed',
    ]);
    expect(differences(WHOLE, stand(others, [lost, message('2', 'delivered')]))).toEqual([
      'message 2 is delivered',
      'there are more or fewer messages',
    ]);
    expect(differences(WHOLE, stand(['clients.client-list 2 cc', others[1] ?? ''], [lost]))).toEqual([
      'clients.client-list 2 cc',
    ]);
  });
});
