import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '@pcrm/platform/process';
import { ServiceRows, StoredActiveTables, triedAgain, type BackstageWork } from '@pcrm/platform/running';
import { clientsWork } from './clients-work.js';
import { ClientsConfig } from './clients.config.js';
import { clientsDefinition } from './clients.definition.js';
import { CLOSE_JOB, FEED_JOB, FORGET_FEED_JOB } from './feed-pieces.js';

/** After failures in a row the watch rests no longer than this before it begins again, in milliseconds. */
const LONGEST_REST_MS = 10_000;

/** Taking feeds and closing business days where writing is done; closings that somebody began are finished. */
export const clientsBackstage: BackstageWork = async (parts) => {
  const { backstage, events, rows, vault, lease, alone, clock, sealer, tracing, log } = parts;
  const { feedSources: sources, listRefreshMs: restMs } = loadConfig(ClientsConfig, process.env);
  const own = new ServiceRows(clientsDefinition.name, rows);
  const tables = new StoredActiveTables(own, clientsDefinition);
  const failed = triedAgain(log, clientsDefinition.name);
  const ports = { events, rows: own, vault, lease, alone, clock, sealer, tables, tracing };
  const work = clientsWork({ ...ports, sources, restMs, failed });
  backstage.register(FEED_JOB, work.jobs[FEED_JOB]);
  backstage.register(FORGET_FEED_JOB, work.jobs[FORGET_FEED_JOB]);
  backstage.register(CLOSE_JOB, work.jobs[CLOSE_JOB]);
  const stop = new AbortController();
  const watching = (async () => {
    for (let tries = 1; !stop.signal.aborted; tries++) {
      try {
        await work.watch(stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        // Begun again it finds what was left: an outage ends nothing for good.
        failed(error);
        await pause(Math.min(LONGEST_REST_MS, 100 * 2 ** tries), undefined, { signal: stop.signal }).catch(
          () => undefined,
        );
      }
    }
  })();
  return {
    async stop() {
      stop.abort();
      await work.stop();
      await watching;
    },
  };
};
