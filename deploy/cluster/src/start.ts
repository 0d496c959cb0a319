import 'reflect-metadata';
import { GatewayConfig } from '@pcrm/gateway';
import { BadConfiguration, loadConfigs, PlatformConfig, stopWithin, type ConfigClass } from '@pcrm/platform';
import { TopicDiffers, TopicMissing } from '@pcrm/platform/cluster';
import { ClusterConfig } from './cluster.config.js';
import { openGatewayProcess } from './gateway-process.js';
import { openParts, type Configured } from './parts.js';
import { prepare, topicsOf } from './prepare.js';
import { openServiceProcess } from './service-process.js';
import { isService, SERVICE_NAMES, SERVICES } from './services.js';

const USAGE = `Say what to run: ${[...SERVICE_NAMES, 'gateway', 'prepare'].join(', ')}.`;

/** Failures of a start that a person mends. */
const MENDABLE = [BadConfiguration, TopicDiffers, TopicMissing] as const;

/** One process of the cluster edition, until a signal says stop. What the person can mend is said in a sentence. */
try {
  const [name = '', ...more] = process.argv.slice(2);
  if (more.length > 0 || !(isService(name) || name === 'gateway' || name === 'prepare')) {
    console.error(USAGE);
    process.exit(2);
  }
  const environment = { ...process.env, PLATFORM: 'cluster' };
  const configured = loadConfigs(
    { platform: PlatformConfig, cluster: ClusterConfig, own: await configOf(name) },
    environment,
  );
  await (name === 'prepare' ? prepareOnce(configured) : serve(name, configured));
} catch (error) {
  console.error(MENDABLE.some((kind) => error instanceof kind) ? (error as Error).message : error);
  process.exit(1);
}

/** Read by the part itself; here so that all bad variables are told at once. */
async function configOf(name: string): Promise<ConfigClass<object>> {
  return isService(name) ? (await SERVICES[name]()).config : GatewayConfig;
}

async function prepareOnce(configured: Configured): Promise<void> {
  await using parts = await openParts('prepare', configured);
  for (const line of await prepare(parts, configured)) console.log(line);
}

async function serve(name: string, configured: Configured): Promise<void> {
  const { cluster, platform } = configured;
  const stop = Promise.withResolvers<Error | undefined>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.resolve(undefined));
  const parts = await openParts(name, configured);
  parts.failed.then(stop.resolve, stop.reject);
  await parts.topics.checkTopics(topicsOf(cluster));
  const { app, flush } = isService(name)
    ? await openServiceProcess(name, parts, configured)
    : await openGatewayProcess(parts, configured);
  await app.listen(platform.port, platform.host);
  console.log(`PCRM ${name} is ready: ${await app.getUrl()}`);
  const failure = await stop.promise;
  if (failure) parts.log.error({ err: failure }, 'a part has ended for good');
  await stopWithin(app, async () => {
    await flush();
    await parts[Symbol.asyncDispose]();
  });
  process.exit(failure ? 1 : 0);
}
