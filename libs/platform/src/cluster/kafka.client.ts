import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { quietIdleConnections } from './kafka.idle-timer.js';

export type KafkaAddress = {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly brokers: readonly string[];
  /** How this process names itself to the brokers. */
  readonly clientId?: string;
  /** TLS: true, or certificates as Node's `tls.connect` takes them. */
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: SASLOptions;
  /** What the client has to say, warnings and worse; without message contents. */
  readonly said?: (line: KafkaLine) => void;
};
export type KafkaLine = { readonly level: 'warn' | 'error'; readonly message: string; readonly about: object };

/** A client of its own: kafkajs shares offsets between the consumers of one client, so each consumption takes a new one. */
export function kafkaClient({ brokers, clientId = 'pcrm', ssl, sasl, said }: KafkaAddress, retries: number): Kafka {
  quietIdleConnections();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl !== undefined && { ssl }),
    ...(sasl && { sasl }),
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: { message, timestamp: _timestamp, ...about } }) =>
        said?.({ level: level === logLevel.ERROR ? 'error' : 'warn', message, about }),
  });
}
