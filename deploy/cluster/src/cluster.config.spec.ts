import 'reflect-metadata';
import { BadConfiguration, loadConfig } from '@pcrm/platform';
import { documentedConfig } from '@pcrm/platform/testing';
import { ClusterConfig } from './cluster.config.js';

documentedConfig(ClusterConfig, new URL('../README.md', import.meta.url));

const loaded = (env: Record<string, string>) => loadConfig(ClusterConfig, env);
const bad = (env: Record<string, string>): readonly string[] => {
  try {
    loaded(env);
    return [];
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    return error.variables.map(({ env: name }) => name);
  }
};

describe('the configuration of a process of the cluster', () => {
  it('takes several addresses of a service', () => {
    expect(loaded({ CLIENTS_URL: 'http://one:8101, http://two:8101' }).clientsUrl).toEqual([
      'http://one:8101',
      'http://two:8101',
    ]);
  });

  it('names every bad variable', () => {
    const env = { CLIENTS_URL: 'one', INSTALLATION: 'North Branch', KAFKA_PARTITIONS: '0' };
    expect([...bad(env)].sort()).toEqual(['CLIENTS_URL', 'INSTALLATION', 'KAFKA_PARTITIONS']);
    expect(bad({ KAFKA_SASL_MECHANISM: 'plain' })).toEqual(['KAFKA_USERNAME', 'KAFKA_PASSWORD']);
  });
});
