import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems give to the near end of a connection, so that none takes a port between two starts of its server. */
const FIRST = 12_000;
const LAST = 32_000;
const given = new Set();

/** TCP ports of the loopback interface that are free now, each given once. */
export async function freePorts(count) {
  const ports = [];
  while (ports.length < count) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    ports.push(port);
  }
  return ports;
}

async function isFree(port) {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw error;
  }
  await new Promise((closed) => server.close(closed));
  return true;
}
