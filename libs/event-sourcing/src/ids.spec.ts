import { describe, expect, it } from '@jest/globals';
import { eventId, messageId, PCRM_NAMESPACE, uuidV5 } from './ids.js';

describe('derived ids', () => {
  it('agree with the published example of UUID version 5', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('never change: replays, editions and rebuilds must agree', () => {
    expect(PCRM_NAMESPACE).toBe('b1f0c7de-6b0e-5c5a-9d3f-2a7c41e08f36');
    expect([eventId('c-1', 0, 'book-1'), messageId('f-1', 0)]).toEqual([
      '0d6cfb98-22cc-593a-a451-e08f721611e0',
      'f6d5bf73-dad2-5c3f-984c-88cc81ccedaa',
    ]);
  });

  it('differ by command, index and stream; a fact and its message differ too', () => {
    const ids = [
      eventId('c-1', 0),
      eventId('c-1', 1),
      eventId('c-2', 0),
      eventId('c-1', 0, 'book-1'),
      messageId('c-1', 0),
      messageId('c-1', 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
