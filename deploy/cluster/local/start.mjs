// Starts local parts by hand: `node deploy/cluster/local/start.mjs kafka --brokers=3 mongo`. Prints one line `name url` per part
// and runs until it is interrupted.
import { startKafka, startMongo } from './parts.mjs';

const words = process.argv.slice(2);
const brokers = Number(words.find((word) => word.startsWith('--brokers='))?.slice('--brokers='.length) ?? 1);
const STARTS = { kafka: () => startKafka({ brokers }), mongo: () => startMongo() };
const names = words.filter((word) => !word.startsWith('--'));
if (names.length === 0 || names.some((name) => !(name in STARTS)) || ![1, 3].includes(brokers)) {
  console.error('Say what to start: kafka [--brokers=1|3], mongo.');
  process.exit(1);
}

const started = [];
const stop = async () => {
  await Promise.all(started.map((part) => part.stop()));
  process.exit();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop());
for (const name of names) {
  const part = await STARTS[name]();
  started.push(part);
  console.log(`${name} ${part.url}`);
}
setInterval(() => undefined, 2 ** 30);
