import { readFileSync } from 'node:fs';
import kafkajs, { Kafka, logLevel, type Producer } from 'kafkajs';
import { takeOrders } from '../beside.js';
import { processorMs } from '../machine.js';

/** What the process with nothing but kafkajs is to do, one after the other. */
export type BareOrder =
  | { readonly connect: string }
  /** Makes a topic with one partition, like core banking's, and listens to it. */
  | { readonly listenTo: string }
  /** Keeps the lines of a file in mind. */
  | { readonly keep: string }
  /** Says them on a topic; answered when the brokers have them. */
  | { readonly say: string }
  /** Says them on the topic that is listened to; answered when all were heard. */
  | { readonly sayAndHear: string }
  /** Waits until a group has taken in everything that was said on a topic. */
  | { readonly taken: { readonly group: string; readonly topic: string } };
export type BareAnswer = { readonly ms: number; readonly processorMs: number };

/** Messages of one request, some 150 KB. */
const AT_ONCE = 1_000;
const LOOK_MS = 10;

let kafka = new Kafka({ brokers: [] });
let producer: Producer | undefined;
let kept: readonly { readonly value: string }[] = [];
let [heard, wanted] = [0, Infinity];
let allHeard = (): void => undefined;

takeOrders<BareOrder>(async (order) => {
  if ('connect' in order) return await connect(order.connect);
  if ('listenTo' in order) return await listenTo(order.listenTo);
  if ('keep' in order) return keep(order.keep);
  if ('say' in order) return await timed(() => say(order.say));
  if ('sayAndHear' in order) return await timed(() => sayAndHear(order.sayAndHear));
  return await timed(() => taken(order.taken));
});

async function connect(brokers: string): Promise<void> {
  kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const { DefaultPartitioner: createPartitioner } = kafkajs.Partitioners;
  producer = kafka.producer({ allowAutoTopicCreation: false, createPartitioner });
  await producer.connect();
}

async function listenTo(topic: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }] });
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: `${topic}.bare`, maxWaitTimeInMs: 250 });
  const joined = new Promise((resolve) => void consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      heard += batch.messages.length;
      if (heard >= wanted) allHeard();
    },
  });
  await joined;
}

function keep(file: string): number {
  kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((value) => ({ value }));
  return kept.length;
}

async function say(topic: string): Promise<void> {
  for (let from = 0; from < kept.length; from += AT_ONCE)
    await producer?.send({ topic, acks: -1, messages: kept.slice(from, from + AT_ONCE) });
}

async function sayAndHear(topic: string): Promise<void> {
  const all = new Promise<void>((resolve) => (allHeard = resolve));
  wanted = heard + kept.length;
  await say(topic);
  await all;
}

async function taken({ group, topic }: { readonly group: string; readonly topic: string }): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const end = Number((await admin.fetchTopicOffsets(topic))[0]?.high);
  for (;;) {
    const [of] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    if (Number(of?.partitions[0]?.offset) >= end) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await admin.disconnect();
}

async function timed(work: () => Promise<void>): Promise<BareAnswer> {
  const [began, before] = [performance.now(), processorMs(process.pid) ?? 0];
  await work();
  return { ms: performance.now() - began, processorMs: (processorMs(process.pid) ?? 0) - before };
}
