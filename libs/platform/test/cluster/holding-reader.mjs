// A member of a group that prints what it is given and never gets done with it: `holding-reader.mjs <brokers> <group> <topic>`.
import { writeSync } from 'node:fs';
import '../../../../tools/jest/from-source.mjs';

const { KafkaMessageLog } = await import('../../src/cluster.ts');
const [brokers, group, topic] = process.argv.slice(2);
const log = new KafkaMessageLog({
  brokers: brokers.split(','),
  timings: { session: 3_000, heartbeat: 250, fetchWait: 50 },
});
await log.consume(group, [topic], async ({ items }) => {
  writeSync(1, `${items.map(({ message }) => message.data.n).join(' ')}\n`);
  await new Promise(() => undefined);
});
