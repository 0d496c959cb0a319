import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { mintToken, type Identity } from '@pcrm/platform';
import { freePorts } from '../../../deploy/cluster/local/free-ports.mjs';
import { asked, type Answered, type Asked } from '../branch/asked.js';
import { drained } from '../branch/running-branch.js';
import { profiling } from '../profile.js';
import type { Scratch } from '../scratch.js';
import type { ServerParts } from './server-parts.js';

const START = join(import.meta.dirname, '../../../deploy/cluster/dist/start.js');
/** As the image starts each of them. */
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=8'];
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications'] as const;
const PROCESSES = [...SERVICES, 'gateway'];
const PARTITIONS = 6;
const READY = /is ready: (\S+)\s/;

/** The cluster edition, each service in a process of its own, one of each. */
export type ClusterBranch = {
  /** Before its topics and groups. */
  readonly installation: string;
  /** Process ids by name. */
  readonly pids: ReadonlyMap<string, number>;
  ask(identity: Identity, request: Asked): Promise<Answered>;
  drained(): Promise<void>;
  end(): Promise<void>;
};

export async function startCluster(scratch: Scratch, parts: ServerParts, profile?: string): Promise<ClusterBranch> {
  const installation = `bench${randomBytes(4).toString('hex')}`;
  const tokenSecret = randomBytes(32).toString('hex');
  const ports = await freePorts(PROCESSES.length);
  const env = { ...process.env, ...environmentOf(parts, { installation, tokenSecret }), ...urlsOf(ports) };
  await prepared(scratch, env);
  const processes = await Promise.all(
    PROCESSES.map((name, nth) => started(scratch, name, { env: { ...env, PORT: String(ports[nth]) }, profile })),
  );
  const url = processes.at(-1)?.url ?? '';
  const secret = new TextEncoder().encode(tokenSecret);
  const ask = async (identity: Identity, request: Asked): Promise<Answered> =>
    await asked(url, { ...request, headers: { authorization: `Bearer ${await mintToken(identity, { secret })}` } });
  return {
    ...{ installation, ask, pids: new Map(processes.map(({ name, child }) => [name, child.pid ?? 0])) },
    drained: () => drained(ask),
    async end() {
      await Promise.all(processes.map((each) => each.end()));
    },
  };
}

/** As `npm start` of the cluster would be told, but that nobody's requests are limited. */
const environmentOf = (
  { kafka, eventstore, mongodb }: ServerParts,
  { installation, tokenSecret }: { readonly installation: string; readonly tokenSecret: string },
): Readonly<Record<string, string>> => ({
  ...{ NODE_OPTIONS: '', NODE_ENV: 'production', PLATFORM: 'cluster', HOST: '127.0.0.1', LOG_LEVEL: 'error' },
  ...{ RATE_LIMIT_PER_MINUTE: '0', INSTALLATION: installation, TOKEN_SECRET: tokenSecret },
  ...{ EVENTSTORE_URL: eventstore, KAFKA_BROKERS: kafka, MONGODB_URL: mongodb },
  ...{ KAFKA_PARTITIONS: String(PARTITIONS), MASTER_KEY: randomBytes(32).toString('hex') },
});

const urlsOf = (ports: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SERVICES.map((name, nth) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${String(ports[nth])}`]),
  );

/** Makes topics and tables. */
async function prepared(scratch: Scratch, env: NodeJS.ProcessEnv): Promise<void> {
  const preparing = scratch.watch(
    spawn(process.execPath, [START, 'prepare'], { env, stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  const [code] = (await once(preparing, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the cluster could not be prepared: ${String(code)}`);
}

type Started = {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly end: () => Promise<void>;
};
type Starting = { readonly env: NodeJS.ProcessEnv; readonly profile: string | undefined };

/** Resolves when it says that it is ready; rejects with all it said when it ends instead. */
async function started(scratch: Scratch, name: string, { env, profile }: Starting): Promise<Started> {
  const child = scratch.watch(
    spawn(process.execPath, [...FLAGS, ...profiling(profile), START, name], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const exited = once(child, 'exit');
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    const url = READY.exec(said)?.[1];
    if (url !== undefined) resolve(url);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear).pipe(process.stderr);
  exited.then(() => reject(new Error(`${name} ended: ${said}`)), reject);
  const url = await promise;
  return {
    ...{ name, child, url },
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
