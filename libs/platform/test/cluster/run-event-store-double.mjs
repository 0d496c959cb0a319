// A process of its own for the protocol double: `node run-event-store-double.mjs [--port=0] [--file=path] [--max-append-size=bytes]`.
// Prints its connection string once it answers. Lines on its input are orders: `append unavailable 3`, `subscribe silent 1`,
// `rate 0.02 7` (each kind of fault at a rate, by a seed), `silence`, `pause`, `resume`; `happened` counts them. It ends with its input, or when told to.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import '../../../../tools/jest/from-source.mjs';

const { startEventStoreDouble } = await import('./event-store-double.ts');
const { APPEND_FAULTS, READ_FAULTS } = await import('./event-store-double/faults.ts');

const text = { type: 'string' };
const { values } = parseArgs({
  options: { port: text, file: text, 'max-append-size': text, 'first-position': text, detached: { type: 'boolean' } },
});
const double = await startEventStoreDouble({
  port: Number(values.port ?? 0),
  ...(values.file !== undefined && { file: values.file }),
  ...(values['max-append-size'] !== undefined && { maxAppendSize: Number(values['max-append-size']) }),
  ...(values['first-position'] !== undefined && { firstPosition: BigInt(values['first-position']) }),
});
console.log(double.url);

async function obey([order, ...rest]) {
  if (order === 'happened') return console.log(JSON.stringify(Object.fromEntries(double.faults.happened)));
  if (order === 'silence') double.silence();
  else if (order === 'pause' || order === 'resume') await double[order]();
  else if (order === 'rate') {
    const [rate, seed] = rest.map(Number);
    const kinds = READ_FAULTS.filter((kind) => kind !== 'silent');
    double.faults.atRate(
      { append: { rate, kinds: APPEND_FAULTS }, subscribe: { rate, kinds }, read: { rate, kinds } },
      seed,
    );
  } else double.faults.plan(order, rest[0], Number(rest[1] ?? 1));
  console.log(`done: ${[order, ...rest].join(' ')}`);
}

const end = async () => {
  await double.stop();
  process.exit(0);
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (!values.detached) {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => void obey(line.trim().split(/\s+/)));
  lines.on('close', end);
}
