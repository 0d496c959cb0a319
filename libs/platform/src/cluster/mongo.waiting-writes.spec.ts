import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Connection, driver, failWaitingWrites, type DriverConnection } from './mongo.waiting-writes.js';

const { ns } = driver('mongodb/lib/utils.js') as { ns(name: string): object };

/** A connection whose server has just gone; that its socket is closed it will hear in this round of the loop. */
async function broken(): Promise<{ readonly connection: DriverConnection; readonly socket: Socket }> {
  await using server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[far]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [[Socket], unknown];
  const connection = new Connection(socket, { id: 1, generation: 0 });
  far.destroy();
  socket.destroy();
  return { connection, socket };
}

const closed = (socket: Socket): Promise<void> => new Promise((resolve) => void socket.once('close', () => resolve()));

/** What has become of a question asked at that moment, once the socket is closed. */
async function asked({ connection, socket }: Awaited<ReturnType<typeof broken>>): Promise<string> {
  let outcome = 'waits';
  connection.command(ns('admin.$cmd'), { hello: 1 }, {}).then(
    () => (outcome = 'answered'),
    (error: Error) => (outcome = error.message),
  );
  await closed(socket);
  for (let round = 0; round < 10; round++) await nextRound();
  return outcome;
}

describe('a question to a server that has just gone', () => {
  it('waits for ever, as mongodb comes', async () => {
    expect(await asked(await broken())).toBe('waits');
  });

  it('fails once waiting writes do', async () => {
    failWaitingWrites();
    failWaitingWrites();
    expect(await asked(await broken())).toMatch(/^connection 1 to .* closed$/);
  });

  it('is refused at once where the end is known', async () => {
    const { connection, socket } = await broken();
    await closed(socket);
    await expect(connection.command(ns('admin.$cmd'), { hello: 1 }, {})).rejects.toThrow(/closed/);
    connection.destroy();
  });
});
