/**
 * Real Kafka and a MongoDB wire part on this machine, without Docker. They listen on loopback and free ports, keep their data in
 * a temporary folder of their own, and end with the process that started them, even when that one is killed. Needs `java` (17
 * or newer) on PATH, and `mvn` for the first start, which fetches the jars; later starts take them from the cache folder.
 * As a command: `node deploy/cluster/local/start.mjs kafka --brokers=3 mongo`.
 */

/** One process that can be taken away and given back. */
export type LocalPart = {
  /** Kafka: `host:port`. MongoDB: `mongodb://host:port/`. The same after `restart`. */
  readonly url: string;
  running(): boolean;
  /** SIGKILL. Kafka keeps its data, the MongoDB wire part loses everything. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open, nothing answers. */
  hold(): void;
  /** SIGCONT. */
  release(): void;
  /** Starts it again on the same port, after stopping it if it runs; resolves when it answers. */
  restart(): Promise<void>;
};

export type LocalKafka = {
  /** `host:port` of every broker, separated by commas. */
  readonly url: string;
  readonly brokers: readonly (LocalPart & { readonly id: number })[];
  /** Stops every broker and removes its folder. */
  stop(): Promise<void>;
};
export type LocalMongo = LocalPart & {
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
};

/** Real Apache Kafka (KRaft); `settings` are added to each broker's `server.properties`. Topics are never made automatically. */
export function startKafka(options?: {
  readonly brokers?: 1 | 3;
  readonly settings?: { readonly [name: string]: string };
}): Promise<LocalKafka>;
/** MongoDB's wire protocol out of memory: no sessions, no transactions, not durable. */
export function startMongo(): Promise<LocalMongo>;
/** Programs this machine lacks to start a part; empty when it can be started. */
export function whatIsMissing(part: 'kafka' | 'mongo'): Promise<string[]>;
