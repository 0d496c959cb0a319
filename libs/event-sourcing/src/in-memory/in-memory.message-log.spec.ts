import { messageLogContract } from '../message-log/message-log.contract.js';
import { encodeMessage } from '../message-log/wire.js';
import { InMemoryMessageLog } from './in-memory.message-log.js';

messageLogContract('in-memory', async () => {
  const log = new InMemoryMessageLog();
  return { log, encode: encodeMessage, inject: (topic, bytes) => log.inject(topic, bytes) };
});
