import kafkajs, { Kafka, logLevel, type KafkaConfig, type Producer, type SASLOptions } from 'kafkajs';
import { Unavailable } from '@pcrm/event-sourcing';
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

/** What no second attempt mends: it is the caller's message, or this program. */
const LASTING = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE', 'INVALID_TOPIC_EXCEPTION']; // prettier-ignore

/** A producer that spreads keys as the Java clients do, and never makes a topic. */
export const producerOf = (kafka: Kafka): Producer =>
  kafka.producer({ allowAutoTopicCreation: false, createPartitioner: kafkajs.Partitioners.DefaultPartitioner });

/** A failure of the brokers or of the way to them, as the kernel knows it; what is lasting comes back as it is. */
export function unavailable(error: unknown, doing: string): Error {
  if (error instanceof Unavailable) return error;
  if (!(error instanceof Error)) return new Error(String(error));
  if (!error.name.startsWith('KafkaJS') || LASTING.includes(kindOf(error))) return error;
  return new Unavailable(`${doing}: ${error.message}`, { cause: error });
}

/** The protocol's name of an error, also when kafkajs has wrapped it in one that says how often it tried. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return error.cause === undefined ? '' : kindOf(error.cause);
}
