import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { CannotListen, isThisMachineOnly, listensAt } from './listening.js';

const HERE = '127.0.0.1';

describe('looking whether one can listen', () => {
  it('says that the port is taken, and leaves a free one free', async () => {
    const other = createServer();
    await once(other.listen(0, HERE), 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = `Port ${String(port)} is taken by another program. Set PORT to another one; 0 takes a free one.`;
    await expect(listensAt({ host: HERE, port })).rejects.toMatchObject({ name: 'CannotListen', message: taken });
    other.close();
    await once(other, 'close');
    await listensAt({ host: HERE, port });
    await listensAt({ host: HERE, port });
  });

  it('says that the host is no address of this machine', async () => {
    const elsewhere = listensAt({ host: '192.0.2.1', port: 0 });
    await expect(elsewhere).rejects.toThrow(CannotListen);
    await expect(elsewhere).rejects.toThrow('HOST 192.0.2.1 is no address of this machine.');
  });
});

describe('a host', () => {
  it.each([HERE, '::1', 'localhost'])('where only this machine is answered: %s', (host) => {
    expect(isThisMachineOnly(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.evil.example', ''])('where others are, too: %s', (host) => {
    expect(isThisMachineOnly(host)).toBe(false);
  });
});
