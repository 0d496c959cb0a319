// Decides what the cluster specs talk to, for each part the first of these that there is:
//   1. an URL from the environment;
//   2. a container: the official image, or the one the environment names, where a Docker daemon answers and has it or can pull it;
//   3. the local launcher (Kafka, the MongoDB wire part), or the protocol double that lives with the tests (EventStoreDB);
//   4. nothing: the specs skip, and name what was missing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startKafka, startMongo, whatIsMissing } from '../../deploy/cluster/local/parts.mjs';
import { startContainer } from './containers.mjs';
import { daemonAnswers, hasImage } from './docker.mjs';

/** Exports `startEventStoreDouble(): Promise<{ url: string; stop(): Promise<void> }>`; it runs in the process of the run. */
const DOUBLE = join(import.meta.dirname, '../../libs/platform/test/cluster/event-store-double.ts');

export const PARTS = [
  {
    name: 'kafka',
    given: 'PCRM_TEST_KAFKA',
    missing: 'PCRM_MISSING_KAFKA',
    imageName: 'PCRM_IMAGE_KAFKA',
    image: 'apache/kafka:4.3.1',
    here: () => launched('kafka', startKafka, 'real Apache Kafka 4.3.1, by the local launcher'),
  },
  {
    name: 'eventstore',
    given: 'PCRM_TEST_EVENTSTORE',
    missing: 'PCRM_MISSING_EVENTSTORE',
    imageName: 'PCRM_IMAGE_EVENTSTORE',
    image: 'eventstore/eventstore:24.10',
    here: doubled,
  },
  {
    name: 'mongodb',
    given: 'PCRM_TEST_MONGODB',
    missing: 'PCRM_MISSING_MONGODB',
    imageName: 'PCRM_IMAGE_MONGODB',
    image: 'mongo:8.0',
    here: () => launched('mongo', startMongo, 'a MongoDB wire part in memory (not MongoDB), by the local launcher'),
  },
];

/**
 * One part: `{ url, what, stop }`, or `{ lacks, what }` when it cannot be had. `what` is for people: what it was.
 * What is there and fails is told, and the next possibility is tried: a run ends with what it could find.
 */
export async function resolvePart(part) {
  const url = process.env[part.given];
  if (url) return { url, what: `what ${part.given} names`, stop: async () => undefined };
  const reasons = [];
  for (const way of [() => contained(part), part.here]) {
    try {
      const found = await way();
      if (found.url) return found;
      reasons.push(found.lacks);
    } catch (error) {
      reasons.push(error.message.split('\n')[0]);
      console.error(`${part.name}: ${error.message}`);
    }
  }
  const lacks = [`no ${part.given}`, ...reasons].join('; ');
  return { lacks, what: `missing (${lacks})`, stop: async () => undefined };
}

async function contained({ name, image: official, imageName }) {
  const image = process.env[imageName] ?? official;
  if (!(await daemonAnswers())) return { lacks: 'no Docker daemon answers' };
  if (!(await hasImage(image))) return { lacks: `the image ${image} is not here and cannot be pulled` };
  const { url, stop } = await startContainer(name, image);
  return { url, what: `a container of ${image}`, stop };
}

async function launched(name, start, what) {
  const missing = await whatIsMissing(name);
  if (missing.length > 0) return { lacks: `the local launcher needs ${missing.join(' and ')}` };
  const { url, stop } = await start();
  return { url, what, stop };
}

async function doubled() {
  if (!existsSync(DOUBLE)) return { lacks: 'there is no protocol double' };
  await import('../jest/from-source.mjs');
  const { startEventStoreDouble } = await import(pathToFileURL(DOUBLE).href);
  const { url, stop } = await startEventStoreDouble();
  return { url, what: 'a protocol double (not EventStoreDB)', stop };
}
