import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { withParts } from '@pcrm/platform/testing';
import { freePorts } from '../local/free-ports.mjs';
import { environment, prepare, START } from './cluster-branch.js';
import { strangerIn } from './strangers.js';

jest.setTimeout(120_000);

/** Runs a process until it ends by itself. */
async function endOf(name: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  const [port = 0] = await freePorts(1);
  const child = spawn(process.execPath, [START, name], { env: { ...env, PORT: String(port) } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, said };
}

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  describe('a process', () => {
    const told = (): NodeJS.ProcessEnv & { INSTALLATION: string } => ({
      ...environment({ kafka, eventstore, mongodb }),
      TOKEN_SECRET: randomBytes(32).toString('hex'),
    });

    it.each(['clients', 'gateway'])('%s ends where a topic is otherwise than declared, and says how', async (name) => {
      const env = told();
      await prepare(env);
      const { code, said } = await endOf(name, { ...env, KAFKA_PARTITIONS: '6' });
      expect([code, said.trim()]).toEqual([
        1,
        ['clients', 'allocation', 'engagement', 'notifications']
          .map((service) => `${env.INSTALLATION}.${service}.events has partitions 3, not 6`)
          .join('; '),
      ]);
    });

    it('ends where a topic is missing, and says which', async () => {
      const env = told();
      const { code, said } = await endOf('clients', env);
      expect(code).toBe(1);
      expect(said.trim()).toMatch(/^topics are missing: [\w.]+(, [\w.]+)*$/);
      expect(said).toContain(`${env.INSTALLATION}.corebanking.assets`);
    });

    it('ends when a consumer has crashed for good, also that of core banking’s topic', async () => {
      const env = told();
      await prepare(env);
      const of = (name: string): string => `${env.INSTALLATION}.${name}`;
      await using _ = await strangerIn(kafka, of('clients.corebanking'), of('corebanking.assets'));
      const { code, said } = await endOf('clients', env);
      expect(code).toBe(1);
      expect(said).toContain('a part has ended for good');
    });
  });
});
