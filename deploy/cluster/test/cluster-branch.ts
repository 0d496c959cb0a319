import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reached } from '../../embedded/test/words.js';
import { freePorts } from '../local/free-ports.mjs';
import { putClock, reachedBranch, READ, SERVICES } from './reached-branch.js';

const ROOT = join(import.meta.dirname, '../../..');
export const START = join(ROOT, 'deploy/cluster/dist/start.js');

export type ClusterOptions = {
  readonly kafka: string;
  readonly eventstore: string;
  readonly mongodb: string;
  readonly partitions?: number;
  /** Processes of each service, and gateways. */
  readonly instances?: number;
  /** Whether requests are sent again, with the same command id, while nobody can answer them. */
  readonly patient?: boolean;
  /** What every process is told besides. */
  readonly env?: Readonly<Record<string, string>>;
};

/** One process of the cluster edition, as it was built. */
export type Started = {
  readonly name: string;
  readonly process: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};
export type ClusterBranch = Reached & {
  readonly url: string;
  /** Those that run now. */
  readonly processes: Started[];
  readonly secret: Uint8Array;
  /** Requests answered so far. */
  answered(): number;
  /** What every process said last, and how those ended that did. */
  told(): string;
  /** Ends a process, and starts it again at the address it had. */
  restart(process: Started, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** A whole branch in processes of their own, driven over HTTP through the gateways in turn; the clock stands where it is put. */
export async function openClusterBranch(options: ClusterOptions): Promise<ClusterBranch> {
  const folder = mkdtempSync(join(tmpdir(), 'pcrm-cluster-'));
  const clockFile = join(folder, 'clock');
  putClock(clockFile, '');
  const tokenSecret = randomBytes(32).toString('hex');
  const places = await placesFor(options.instances ?? 1);
  const own = { TOKEN_SECRET: tokenSecret, CLOCK_FILE: clockFile, ...options.env };
  const env = { ...environment(options, places), ...own };
  await prepare(env);
  const startAt = (name: string, port: number): Promise<Started> => start(name, { ...env, PORT: String(port) });
  const processes = await allOrNone(
    READ.flatMap((name) => (places.get(name) ?? []).map((port) => startAt(name, port))),
  );
  const secret = new TextEncoder().encode(tokenSecret);
  const gateways = processes.filter(({ name }) => name === 'gateway');
  let [asked, answered] = [0, 0];
  const through = async (ask: () => Promise<Response>): Promise<Response> => {
    const answer = await (options.patient ? untilAnswered(ask) : ask());
    answered += 1;
    return answer;
  };
  const reached = reachedBranch({
    urlOf: () => gateways[asked++ % gateways.length]?.url ?? '',
    ...{ secret, clockFile, through },
  });
  return {
    ...reached,
    url: gateways[0]?.url ?? '',
    processes,
    secret,
    answered: () => answered,
    told: () => processes.map(lastWords).join('\n'),
    async restart(process, signal) {
      await process.end(signal);
      processes[processes.indexOf(process)] = await startAt(process.name, Number(new URL(process.url).port));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(processes.map((each) => each.end('SIGTERM')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Ports for so many processes of each service, and as many gateways. */
async function placesFor(instances: number): Promise<Places> {
  const places = new Map<string, readonly number[]>();
  for (const name of READ) places.set(name, await freePorts(instances));
  return places;
}

/** An installation of its own on the parts; services are reached at their places, where they have any. */
export function environment(
  { kafka, eventstore, mongodb, partitions = 3 }: ClusterOptions,
  places: Places = new Map(SERVICES.map((name) => [name, [1]])),
) {
  const urls = (name: string): string =>
    (places.get(name) ?? []).map((port) => `http://127.0.0.1:${String(port)}`).join();
  return {
    ...process.env,
    NODE_OPTIONS: '',
    PLATFORM: 'cluster',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
    RATE_LIMIT_PER_MINUTE: '0',
    INSTALLATION: `t${randomBytes(6).toString('hex')}`,
    EVENTSTORE_URL: eventstore,
    KAFKA_BROKERS: kafka,
    KAFKA_PARTITIONS: String(partitions),
    MONGODB_URL: mongodb,
    MASTER_KEY: randomBytes(32).toString('hex'),
    LIST_REFRESH_MS: '200',
    ...Object.fromEntries(SERVICES.map((name) => [`${name.toUpperCase()}_URL`, urls(name)])),
  };
}

/** Asks again while nobody answers or nobody can: a process is ending, a part is away. */
async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (const ends = Date.now() + 60_000; ; await pause(100)) {
    try {
      const answer = await ask();
      if (![502, 503, 504].includes(answer.status) || Date.now() > ends) return answer;
    } catch (error) {
      if (Date.now() > ends) throw error;
    }
  }
}

function lastWords({ name, url, process, said }: Started): string {
  const end = process.exitCode ?? process.signalCode ?? 'runs';
  return `${name} ${url} (${String(end)}): ${said().slice(-2_000)}`;
}

/** Makes the topics. */
export async function prepare(env: NodeJS.ProcessEnv): Promise<void> {
  const prepared = spawn(process.execPath, [START, 'prepare'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(prepared, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the cluster could not be prepared: ${String(code)}`);
}

/** Where one of them does not start, the others are ended, and its reason is thrown. */
async function allOrNone(starting: readonly Promise<Started>[]): Promise<Started[]> {
  const started = (await Promise.allSettled(starting)).flatMap((each) =>
    each.status === 'fulfilled' ? [each.value] : [],
  );
  if (started.length < starting.length) await Promise.all(started.map((each) => each.end('SIGTERM')));
  return await Promise.all(starting);
}

/** Starts one process and waits until it says that it is ready; rejects with what it said when it ends instead. */
async function start(name: string, env: NodeJS.ProcessEnv): Promise<Started> {
  const child = spawn(process.execPath, [START, name], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ready = Promise.withResolvers<string>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    if (process.env['TEST_LOG'] !== undefined) process.stderr.write(chunk);
    const url = /is ready: (\S+)\s/.exec(said)?.[1];
    if (url !== undefined) ready.resolve(url);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  ended.then(() => ready.reject(new Error(`${name} ended: ${said}`)), ready.reject);
  const url = await ready.promise;
  return {
    ...{ name, process: child, url },
    said: () => said,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return (await ended)[0];
    },
  };
}
