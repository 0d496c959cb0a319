import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { loadConfigs, PlatformConfig, processLog } from '@pcrm/platform';
import { KafkaMessageLog } from '@pcrm/platform/cluster';
import { ClusterConfig } from './cluster.config.js';
import { kafkaAddress } from './parts.js';

const [API_VERSIONS, SASL_HANDSHAKE, SASL_AUTHENTICATE] = [18, 17, 36];
const NOTHING = '\u0000';

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]); // prettier-ignore

/** What a broker answers that lets everybody try to sign in, as far as clients ask it here. */
const answers: Readonly<Record<number, (asked: Buffer) => Buffer>> = {
  [API_VERSIONS]: () =>
    Buffer.concat([
      ...[int16(0), int32(3)],
      ...[API_VERSIONS, SASL_HANDSHAKE, SASL_AUTHENTICATE].flatMap((key) => [int16(key), int16(0), int16(1)]),
      int32(0),
    ]),
  [SASL_HANDSHAKE]: (asked) => Buffer.concat([int16(0), int32(1), asked]),
};

/** Begins of what clients send: the first bytes of a connection, or mechanism and words of a sign-in. */
async function listening(heard: string[]): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (bytes) => hear(socket, bytes));
  });
  const hear = (socket: Socket, bytes: Buffer): void => {
    // A TLS client speaks first: record type 22 is a handshake.
    if (bytes[0] === 22) return void (heard.push('tls'), socket.destroy());
    const [key, correlation] = [bytes.readInt16BE(4), bytes.subarray(8, 12)];
    const asked = bytes.subarray(14 + bytes.readInt16BE(12));
    const answer = answers[key]?.(asked);
    if (key !== API_VERSIONS) heard.push(asked.toString('latin1').slice(key === SASL_HANDSHAKE ? 2 : 4));
    if (!answer) return void (heard.push('end'), socket.destroy());
    socket.write(Buffer.concat([int32(4 + answer.length), correlation, answer]));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** What a broker hears of a process that is told so. */
async function heardWith(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const heard: string[] = [];
  const server = await listening(heard);
  const brokers = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const env = { KAFKA_BROKERS: brokers, ...environment };
  const configured = loadConfigs({ platform: PlatformConfig, cluster: ClusterConfig }, env);
  const address = kafkaAddress('spec', configured, processLog({ name: 'spec', level: 'silent' }));
  await using log = new KafkaMessageLog(address);
  await expect(log.ends('clients.events')).rejects.toThrow(/brokers/);
  server.close();
  return heard;
}

describe('what a process is told about the brokers reaches them', () => {
  it('TLS', async () => expect((await heardWith({ KAFKA_TLS: 'true' }))[0]).toBe('tls'));

  it('the mechanism, user and password of a sign-in', async () => {
    const heard = await heardWith({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'pcrm', KAFKA_PASSWORD: 'secret' });
    expect(heard.slice(0, 2)).toEqual(['PLAIN', [NOTHING, 'pcrm', NOTHING, 'secret'].join('')]);
  });

  it('SCRAM, of which the password stays here', async () => {
    const sasl = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_USERNAME: 'pcrm', KAFKA_PASSWORD: 'secret' };
    const heard = await heardWith(sasl);
    expect(heard.slice(0, 2)).toEqual(['SCRAM-SHA-512', expect.stringMatching(/^n,,n=pcrm,r=/)]);
    expect(heard.join()).not.toContain('secret');
  });
});
