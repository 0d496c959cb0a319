// The parts in containers, through testcontainers: the official images, or others that are told the same things.
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../deploy/cluster/local/free-ports.mjs';
import { brokersKnownAt, mongoAnswersAt } from '../../deploy/cluster/local/wire-probes.mjs';

const READY_WITHIN_MS = 120_000;

/** How each part is started and known to answer. A broker must know the port under which it is seen before it starts. */
const RECIPES = {
  kafka: {
    port: 9092,
    environment: (port) => ({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '3',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    }),
    answers: async (port) => (await brokersKnownAt(port)) > 0,
    url: (port) => `127.0.0.1:${port}`,
  },
  eventstore: {
    port: 2113,
    environment: () => ({ EVENTSTORE_CLUSTER_SIZE: '1', EVENTSTORE_INSECURE: 'true', EVENTSTORE_MEM_DB: 'true' }),
    answers: (port) =>
      fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    url: (port) => `esdb://127.0.0.1:${port}?tls=false`,
  },
  mongodb: {
    port: 27_017,
    command: ['--replSet', 'pcrm', '--bind_ip_all'],
    answers: mongoAnswersAt,
    /** One member is still a replica set: majority and journalled writes need one. */
    begin: (container) => container.exec(['mongosh', '--quiet', '--eval', 'rs.initiate()']),
    url: (port) => `mongodb://127.0.0.1:${port}/?directConnection=true`,
  },
};

/** Starts a part from an image and waits until it answers. */
export async function startContainer(name, image) {
  // Its reaper is an image of its own, which may not be had; what is started here is stopped here.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const { port, environment, command, answers, begin, url } = RECIPES[name];
  const [hostPort] = await freePorts(1);
  const container = new GenericContainer(image)
    .withExposedPorts({ container: port, host: hostPort })
    .withEnvironment(environment?.(hostPort) ?? {})
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(READY_WITHIN_MS);
  const started = await (command ? container.withCommand(command) : container).start();
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(hostPort))) {
    if (Date.now() > deadline) {
      await started.stop();
      throw new Error(`${image} started and does not answer`);
    }
    await pause(200);
  }
  await begin?.(started);
  return { url: url(hostPort), stop: () => started.stop() };
}
