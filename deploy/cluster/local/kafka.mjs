// Real Apache Kafka on loopback: one or three brokers in KRaft mode, each broker and controller in one.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jarsOf } from './jars.mjs';
import { freePorts } from './free-ports.mjs';
import { JavaProcess, makeFolder, removeFolder } from './java-process.mjs';
import { brokersKnownAt } from './wire-probes.mjs';

const run = promisify(execFile);

function propertiesOf({ node, nodes, folder, settings }) {
  const alone = nodes.length === 1;
  const copies = String(nodes.length);
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    ...(alone
      ? { 'controller.quorum.bootstrap.servers': `127.0.0.1:${node.controllerPort}` }
      : { 'controller.quorum.voters': nodes.map((each) => `${each.id}@127.0.0.1:${each.controllerPort}`).join() }),
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': 'false',
    'default.replication.factor': copies,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': alone ? '1' : '2',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',
    ...settings,
  };
}

/** Starts brokers and waits until each of them knows all. See `parts.d.mts`. */
export async function startKafka({ brokers: count = 1, settings = {} } = {}) {
  const jars = await jarsOf('kafka');
  const folder = makeFolder('kafka');
  const ports = await freePorts(count * 2);
  const nodes = Array.from({ length: count }, (_, nth) => ({
    id: nth + 1,
    port: ports[nth * 2],
    controllerPort: ports[nth * 2 + 1],
  }));
  const id = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const brokers = nodes.map((node) =>
    makeBroker({ node, nodes, jars, folder: join(folder, String(node.id)), settings }),
  );
  const stop = async () => {
    await Promise.all(brokers.map(({ process }) => process.stop()));
    removeFolder(folder);
  };
  try {
    await Promise.all(brokers.map((broker) => format(broker, { jars, id, alone: count === 1 })));
    for (const { process } of brokers) process.begin();
    await Promise.all(brokers.map(({ process }) => process.ready()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: nodes.map(({ port }) => `127.0.0.1:${port}`).join(), brokers: brokers.map(controls), stop };
}

function makeBroker({ node, nodes, jars, folder, settings }) {
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  const lines = Object.entries(propertiesOf({ node, nodes, folder, settings })).map(
    ([name, value]) => `${name}=${value}`,
  );
  writeFileSync(properties, `${lines.join('\n')}\n`);
  const memory = nodes.length === 1 ? '-Xmx512m' : '-Xmx384m';
  const process = new JavaProcess({
    name: `Kafka broker ${node.id}`,
    args: [memory, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4', '-cp', join(jars, '*'), 'kafka.Kafka', properties],
    log: join(folder, 'broker.log'),
    // One that comes back need not wait for others that are away.
    answers: async () => (await brokersKnownAt(node.port)) >= (process.again ? 1 : nodes.length),
  });
  return { node, properties, process };
}

async function format({ properties }, { jars, id, alone }) {
  const args = ['-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format', '-t', id, '-c', properties];
  await run('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', ...args, ...(alone ? ['--standalone'] : [])]);
}

const controls = ({ node, process }) => ({
  id: node.id,
  url: `127.0.0.1:${node.port}`,
  running: () => process.running,
  kill: () => process.kill(),
  hold: () => process.hold(),
  release: () => process.release(),
  restart: async () => {
    await process.stop();
    process.again = true;
    await process.start();
  },
});
