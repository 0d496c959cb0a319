// MongoDB's wire protocol on loopback, out of memory: no sessions, no transactions, and a restart forgets everything.
import { join } from 'node:path';
import { jarsOf } from './jars.mjs';
import { JavaProcess, makeFolder, removeFolder } from './java-process.mjs';
import { mongoAnswersAt } from './wire-probes.mjs';

/** Starts it and waits until it answers. See `parts.d.mts`. */
export async function startMongo() {
  const jars = await jarsOf('mongo');
  const folder = makeFolder('mongo');
  let port = 0;
  const process = new JavaProcess({
    name: 'The MongoDB wire part',
    args: [],
    log: join(folder, 'mongo.log'),
    answers: async ({ printed }) => {
      port = Number(printed.match(/listening on (\d+)/)?.[1] ?? 0);
      return port > 0 && (await mongoAnswersAt(port));
    },
  });
  const start = async () => {
    process.args = [
      '-Xmx512m',
      '-cp',
      join(jars, '*'),
      join(import.meta.dirname, 'mongo', 'MongoWire.java'),
      `${port}`,
    ];
    await process.start();
  };
  const stop = async () => {
    await process.stop();
    removeFolder(folder);
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `mongodb://127.0.0.1:${port}/`,
    running: () => process.running,
    kill: () => process.kill(),
    hold: () => process.hold(),
    release: () => process.release(),
    restart: async () => {
      await process.stop();
      await start();
    },
    stop,
  };
}
