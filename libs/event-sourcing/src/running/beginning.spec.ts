import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { InMemoryMessageLog } from '../in-memory/in-memory.message-log.js';
import { eventually } from '../eventually.js';
import { message, messagesOf } from '../message-log/message-log.examples.js';
import { Beginning } from './beginning.js';

describe('a beginning', () => {
  const opened = () => {
    const begun = Promise.withResolvers<void>();
    const log = new Beginning(begun.promise).of(new InMemoryMessageLog());
    const heard: number[] = [];
    const consume = () =>
      log.consume('group', ['clients.events'], async (batch) => {
        heard.push(...messagesOf(batch).map(({ revision }) => revision));
      });
    const say = (n: number) => log.publish('clients.events', [message('c-1', n)]);
    return { begun, heard, consume, say };
  };

  it('is waited for by what is heard; afterwards nothing is', async () => {
    const { begun, heard, consume, say } = opened();
    await say(1);
    await using _consumption = await consume();
    await pause(50);
    expect(heard).toEqual([]);
    begun.resolve();
    await eventually(() => expect(heard).toEqual([1]));
    await say(2);
    await eventually(() => expect(heard).toEqual([1, 2]));
  });

  it('holds up nobody who ends before it', async () => {
    const { consume, say } = opened();
    await say(1);
    const consumption = await consume();
    await pause(20);
    await consumption[Symbol.asyncDispose]();
  });
});
