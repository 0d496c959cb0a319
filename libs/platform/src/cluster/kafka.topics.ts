import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, ConfigResourceTypes, ITopicConfig } from 'kafkajs';
import { kindOf } from './kafka.client.js';

/** A topic as the code wants it. How many partitions it has is decided once: a key's order hangs on it. */
export type KafkaTopic = {
  readonly name: string;
  readonly partitions: number;
  /** Copies of each message, on as many brokers. */
  readonly replication: number;
  /** How many copies must be written before a message counts as written. */
  readonly minInSync: number;
  /** Milliseconds for which messages are kept; event topics keep them for ever. */
  readonly retentionMs: number | 'forever';
};

/** Largest message a topic takes, in bytes: snapshots and sealed files are below it. */
const MAX_MESSAGE_BYTES = 4 * 1_048_576;

/** The topics in which services speak, `<service>.events`: everything is kept. */
export const eventTopics = (
  services: readonly string[],
  { partitions, replication }: Pick<KafkaTopic, 'partitions' | 'replication'>,
): readonly KafkaTopic[] =>
  services.map((service) => ({
    name: `${service}.events`,
    partitions,
    replication,
    minInSync: Math.max(1, replication - 1),
    retentionMs: 'forever',
  }));

/** A topic is there, and otherwise than declared. It is never changed from here: a person decides. */
export class TopicDiffers extends Error {
  override readonly name = 'TopicDiffers';
}
/** A topic that was declared is not there: `createTopics` has not been run. */
export class TopicMissing extends Error {
  override readonly name = 'TopicMissing';
}

/** Makes the topics that are missing and checks the others; answers the names of those it made. For a command, not for a start. */
export async function createTopics(admin: Admin, declared: readonly KafkaTopic[]): Promise<readonly string[]> {
  const there = new Set(await admin.listTopics());
  const missing = declared.filter(({ name }) => !there.has(name));
  if (missing.length > 0) await admin.createTopics({ topics: missing.map(toConfig), waitForLeaders: false });
  await checkedSoon(admin, declared);
  return missing.map(({ name }) => name);
}

/** A new topic is known to all brokers, and led, only after a moment; whichever is asked may not have heard of it yet. */
async function checkedSoon(admin: Admin, declared: readonly KafkaTopic[]): Promise<void> {
  const deadline = performance.now() + HEARD_WITHIN_MS;
  for (;;) {
    try {
      return await checkTopics(admin, declared);
    } catch (error) {
      const unheard = error instanceof TopicMissing || NOT_YET.includes(kindOf(error));
      if (!unheard || performance.now() > deadline) throw error;
      await pause(100);
    }
  }
}
const NOT_YET = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];
const HEARD_WITHIN_MS = 15_000;

/** Refuses topics that are missing or otherwise than declared: partitions, copies, retention, copies in sync, largest message. */
export async function checkTopics(admin: Admin, declared: readonly KafkaTopic[]): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = declared.filter(({ name }) => !there.has(name));
  if (missing.length > 0) throw new TopicMissing(`topics are missing: ${missing.map(({ name }) => name).join(', ')}`);
  if (declared.length === 0) return;
  const { topics } = await admin.fetchTopicMetadata({ topics: declared.map(({ name }) => name) });
  const resources = declared.map((topic) => ({
    type: TOPIC,
    name: topic.name,
    configNames: Object.keys(settings(topic)),
  }));
  const described = await admin.describeConfigs({ resources, includeSynonyms: false });
  const wrong = declared.flatMap((topic) => {
    const partitions = topics.find(({ name }) => name === topic.name)?.partitions ?? [];
    const entries = described.resources.find(({ resourceName }) => resourceName === topic.name)?.configEntries ?? [];
    const found = {
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      ...Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue])),
    };
    return differences(topic, found);
  });
  if (wrong.length > 0) throw new TopicDiffers(wrong.join('; '));
}

/** Node finds no `ConfigResourceTypes` in what kafkajs exports, only its types do. */
const TOPIC: ConfigResourceTypes.TOPIC = 2;
const settings = ({ retentionMs, minInSync }: KafkaTopic): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  'retention.ms': retentionMs === 'forever' ? '-1' : String(retentionMs),
  'retention.bytes': '-1',
  'min.insync.replicas': String(minInSync),
  'max.message.bytes': String(MAX_MESSAGE_BYTES),
});

function differences(topic: KafkaTopic, found: Readonly<Record<string, string | number>>): string[] {
  const { partitions, replication } = topic;
  return Object.entries({ partitions, replication, ...settings(topic) })
    .filter(([name, wanted]) => found[name] !== wanted)
    .map(([name, wanted]) => `${topic.name} has ${name} ${String(found[name])}, not ${String(wanted)}`);
}

const toConfig = (topic: KafkaTopic): ITopicConfig => ({
  topic: topic.name,
  numPartitions: topic.partitions,
  replicationFactor: topic.replication,
  configEntries: Object.entries(settings(topic)).map(([name, value]) => ({ name, value })),
});
