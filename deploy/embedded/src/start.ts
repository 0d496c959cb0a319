import 'reflect-metadata';
import { loadConfigs } from '@pcrm/platform/process';
import { argumentsOf, BadArguments, USAGE, type Arguments } from './arguments.js';
import { configs } from './configs.js';
import { runEmbedded } from './embedded.js';
import { mendable } from './mendable.js';

const ONE_MACHINE =
  'npm start is the embedded edition, and PLATFORM says cluster: run `docker compose up`, or each process by ' +
  '`node deploy/cluster/dist/start.js NAME` (docs/operations.md).';

/** `npm start`: everything in one process, until a signal says stop. What the person can mend is said in a sentence. */
try {
  const asked = argumentsOf(process.argv.slice(2));
  if (asked) await run(asked);
  else console.log(USAGE);
} catch (error) {
  const told = mendable(error);
  console.error(told?.message ?? error);
  if (told instanceof BadArguments) console.error(USAGE);
  // What was opened before it failed must not keep a process that does nothing alive.
  process.exit(1);
}

async function run(asked: Arguments): Promise<void> {
  // Before anything else: what the other edition is told in addition is not missed here.
  if (process.env['PLATFORM'] === 'cluster') throw new BadArguments(ONE_MACHINE);
  // All at once, although each service reads its own: whoever mends a variable sees the others too.
  const { platform: config } = loadConfigs(configs, { LOG_LEVEL: 'warn', ...process.env });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for (let again = true; again;) again = (await runEmbedded(asked, config, stop.signal)) === 'reset';
  process.exit();
}
