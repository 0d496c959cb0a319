import 'reflect-metadata';
import { createSealer, fixedClock } from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { loadConfigs, PlatformConfig, processLog } from '@pcrm/platform';
import { ClusterConfig } from './cluster.config.js';
import { openGatewayProcess } from './gateway-process.js';
import type { Configured, Parts } from './parts.js';
import { openServiceProcess, type Process } from './service-process.js';

const configured: Configured = loadConfigs({ platform: PlatformConfig, cluster: ClusterConfig }, {});

/** Consumers of this log last went on at the instant that `now` says. */
class Log extends InMemoryMessageLog {
  readonly forgetGroup = async (): Promise<void> => undefined;
}

/** What a process stands on, in memory; its servers' own kinds are never asked for. */
function partsAt(now: () => number): Parts {
  const [messages, vault] = [new Log({ partitions: 1, now }), new InMemoryKeyVault()];
  return {
    ...{ events: new InMemoryEventStore(), messages, topics: messages, rows: new InMemoryRowStore(), vault },
    ...{ accounts: new InMemoryRowStore(), lease: new InMemoryLeases().open(), sealer: createSealer(vault) },
    clock: fixedClock('2026-11-20T04:00:00.000Z'),
    kafka: { brokers: ['127.0.0.1:1'] },
    log: processLog({ name: 'spec', level: 'silent' }),
    tokenSecret: new Uint8Array(32),
    tracing: undefined,
  } as unknown as Parts;
}

const failing = async (process: Process): Promise<readonly string[]> => {
  try {
    return (await process.app.inject('/health/live')).json<{ failing: readonly string[] }>().failing;
  } finally {
    await process.app.close();
    await process.flush();
  }
};

describe('a process is not alive any more when', () => {
  it.each([
    ['core banking’s topic', 'corebanking.assets', (parts: Parts) => openServiceProcess('clients', parts, configured)],
    ['the news of changed rows', 'views.changed', (parts: Parts) => openGatewayProcess(parts, configured)],
  ])('%s stands still', async (_what, name, open) => {
    expect(await failing(await open(partsAt(() => Date.now())))).toEqual([]);
    expect(await failing(await open(partsAt(() => Date.now() - 200_000)))).toContain(name);
  });
});
