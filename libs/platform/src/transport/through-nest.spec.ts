import { InMemoryMessageLog, messageLogContract } from '@pcrm/event-sourcing/testing';
import { encodeMessage } from '@pcrm/event-sourcing';
import { throughNest } from './through-nest.js';

messageLogContract('in memory, through Nest', async () => {
  const log = new InMemoryMessageLog();
  return { log: throughNest(log), encode: encodeMessage, inject: (topic, bytes) => log.inject(topic, bytes) };
});
