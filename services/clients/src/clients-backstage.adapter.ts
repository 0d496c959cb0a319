import { loadConfig, ServiceRows, StoredActiveTables, type BackstageWork } from '@pcrm/platform';
import { clientsWork } from './clients-work.js';
import { ClientsConfig } from './clients.config.js';
import { clientsDefinition } from './clients.definition.js';
import { CLOSE_JOB, FEED_JOB } from './feed-pieces.js';

/** Taking feeds and closing business days where writing is done; closings that somebody began are finished. */
export const clientsBackstage: BackstageWork = async ({ backstage, events, rows, vault, clock, sealer, log }) => {
  const { feedSources: sources, listRefreshMs: restMs } = loadConfig(ClientsConfig, process.env);
  const own = new ServiceRows(clientsDefinition.name, rows);
  const tables = new StoredActiveTables(own, clientsDefinition);
  const work = clientsWork({ events, rows: own, vault, clock, sealer, tables, sources, restMs });
  backstage.register(FEED_JOB, work.jobs[FEED_JOB]);
  backstage.register(CLOSE_JOB, work.jobs[CLOSE_JOB]);
  const stop = new AbortController();
  const watching = work.watch(stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'closing business days stopped');
  });
  return {
    async stop() {
      stop.abort();
      await watching;
    },
  };
};
