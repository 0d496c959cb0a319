import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';

/** All in milliseconds. */
export type Timings = {
  /** First pause after a handler failed; it doubles up to 50 times as long. */
  readonly retry: number;
  /** A member that is silent for so long has lost its partitions. */
  readonly session: number;
  readonly heartbeat: number;
  /** How long a fetch waits for messages. */
  readonly fetchWait: number;
  /** How often it is checked whether a missing topic is there; where nothing comes, a fifth as often whether anything is left to read. */
  readonly look: number;
  /** A handler that gives no sign of life for so long loses its partitions to another member. */
  readonly stuck: number;
};

type Told = {
  /** Called before anything is fetched: the partitions that this member has from now on, per topic. */
  readonly assigned: (partitions: Readonly<Record<string, readonly number[]>>) => void;
  /** The group has answered a heartbeat. */
  readonly beaten: () => void;
  /** It has ended; `passes` when a new one may do better. */
  readonly crashed: (error: Error, passes: boolean) => void;
};

/** Messages of one fetch, over all its partitions, in bytes: they are handled before more is fetched, so that no more wait. */
const FETCH_BYTES = 8 * 1_048_576;
const PARTITIONS_AT_ONCE = 64;
/** Of a request, within about 3 s: after that a new member finds out which broker keeps the group by now. kafkajs looks for it only when it joins. */
const RETRIES = 4;

/** A member of a group that has not joined yet. */
export function newMember(client: Kafka, group: string, timings: Timings, told: Told): Consumer {
  let passes = false;
  const consumer = client.consumer({
    groupId: group,
    sessionTimeout: timings.session,
    heartbeatInterval: timings.heartbeat,
    maxWaitTimeInMs: timings.fetchWait,
    maxBytes: FETCH_BYTES,
    allowAutoTopicCreation: false,
    retry: {
      retries: RETRIES,
      // Restarted by kafkajs, a member may find no broker in what it remembers, for minutes: a new one is made instead.
      restartOnFailure: async () => !(passes = true),
    },
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => told.assigned(payload.memberAssignment));
  consumer.on(consumer.events.HEARTBEAT, () => told.beaten());
  consumer.on(consumer.events.CRASH, ({ payload }) => told.crashed(payload.error, passes));
  return consumer;
}

/** Connects and joins; resolves when the member reads, or has crashed. */
export async function join(
  consumer: Consumer,
  topics: readonly string[],
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
    eachBatch,
  });
}

/** Leaves the group; what fails there ends with its connection. */
export const disconnected = (consumer: Consumer): Promise<void> => consumer.disconnect().catch(() => undefined);
