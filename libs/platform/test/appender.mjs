// Opens a data folder as the platform does, appends pairs of facts for many callers and prints each as it is acknowledged.
import { writeSync } from 'node:fs';
import '../../../tools/jest/from-source.mjs';

const { MovableClock, openDataFolder, startWriter } = await import('../src/embedded.ts');
const folder = openDataFolder(process.argv[2]);
const client = await startWriter(new URL('./writer.mjs', import.meta.url), {
  files: folder.files,
  clock: new MovableClock(),
});
folder.settle();
writeSync(1, 'open\n');

const metadata = {
  actor: 's-1',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  occurredAt: '2026-03-01T00:00:00.000Z',
};
const fact = (id) => ({ id, type: 'Counted', version: 1, data: { text: 'x'.repeat(150) }, metadata });
const caller = async (n) => {
  for (let at = -1; ; at += 2) {
    await client.events.append(`noun-${n}`, at, [fact(`${n}-${at + 1}`), fact(`${n}-${at + 2}`)]);
    writeSync(1, `noun-${n} ${at + 2}\n`);
  }
};
if (process.argv[3] === 'append') await Promise.all(Array.from({ length: 32 }, (_, n) => caller(n)));
setInterval(() => undefined, 1000);
