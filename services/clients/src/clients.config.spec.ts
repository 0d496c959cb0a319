import { loadConfig } from '@pcrm/platform';
import { documentedConfig } from '@pcrm/platform/testing';
import { ClientsConfig } from './clients.config.js';

describe('the configuration of clients', () => {
  it('names sources from the lowest to the highest rank', () => {
    expect(loadConfig(ClientsConfig, { FEED_SOURCES: 'core,branch,manual' }).feedSources).toEqual([
      'core',
      'branch',
      'manual',
    ]);
    expect(() => loadConfig(ClientsConfig, { FEED_SOURCES: 'Core Banking' })).toThrow(/FEED_SOURCES/);
  });
});
documentedConfig(ClientsConfig, new URL('../README.md', import.meta.url));
