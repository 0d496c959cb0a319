import { CORE_BANKING_TOPIC } from '@pcrm/contracts';
import { declareTables, type RowStore } from '@pcrm/event-sourcing';
import { gatewayDefinition, openSessions } from '@pcrm/gateway';
import { ServiceRows } from '@pcrm/platform';
import { changesTopic, eventTopics, topicName, type KafkaTopic } from '@pcrm/platform/cluster';
import type { ClusterConfig } from './cluster.config.js';
import type { Configured, Parts } from './parts.js';
import { SERVICE_NAMES, SERVICES } from './services.js';

/** Core banking's records are kept for so long after they were taken in, in milliseconds. */
const MONTH_MS = 31 * 86_400_000;

/** Every topic there is. */
export const topicsOf = (config: ClusterConfig): readonly KafkaTopic[] => {
  const { installation, kafkaPartitions: partitions, kafkaReplication: replication } = config;
  const declared = [
    ...eventTopics(SERVICE_NAMES, { partitions, replication }),
    changesTopic(replication),
    {
      name: CORE_BANKING_TOPIC,
      partitions: 1,
      replication,
      minInSync: Math.max(1, replication - 1),
      retentionMs: MONTH_MS,
    },
  ];
  return declared.map((topic) => ({ ...topic, name: topicName(installation, topic.name) }));
};

/** Makes the tables of every service with their indexes. */
async function declareAll(rows: RowStore): Promise<void> {
  const services = await Promise.all(SERVICE_NAMES.map((name) => SERVICES[name]()));
  for (const definition of [...services.map((service) => service.definition), gatewayDefinition])
    await declareTables(definition, new ServiceRows(definition.name, rows));
}

/**
 * Makes what the processes take for granted: topics, tables and indexes; and offers the first administrator's link while there
 * is none. Harmless when asked again.
 */
export async function prepare(parts: Parts, { cluster }: Configured): Promise<readonly string[]> {
  const { accounts, clock, rows, topics } = parts;
  const made = await topics.createTopics(topicsOf(cluster));
  await declareAll(rows);
  const { users } = await openSessions({ rows: new ServiceRows('gateway', rows), accounts, clock, options: {} });
  const token = await users.offerSetup();
  return [
    made.length > 0 ? `Topics made: ${made.join(', ')}.` : 'All topics are there.',
    'All tables and indexes are there.',
    ...(token === undefined
      ? []
      : [`No administrator yet. Choose a password here, once: ${cluster.publicUrl}/setup#${token}`]),
  ];
}
