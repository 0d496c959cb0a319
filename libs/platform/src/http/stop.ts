import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { Health } from './health.js';

export const STOP_MS = 10_000;

/**
 * Stops within `ms`: not ready, then no new requests, then `flush` (consumers commit, stores close). A request that is
 * still under way when half the time is over, such as a slow upload, is cut off, so that the other half is left to flush.
 * Answers false when the time ran out; what was unfinished then is as after a `kill -9`, which is safe.
 */
export async function stopWithin(
  app: INestApplication,
  flush: () => Promise<void>,
  ms: number = STOP_MS,
): Promise<boolean> {
  app.get(Health).stop();
  const timer = Promise.withResolvers<false>();
  const timeout = setTimeout(() => timer.resolve(false), ms);
  const cut = setTimeout(() => (app.getHttpServer() as Server).closeAllConnections(), ms / 2);
  try {
    return await Promise.race([
      app
        .close()
        .then(flush)
        .then(() => true),
      timer.promise,
    ]);
  } finally {
    clearTimeout(timeout);
    clearTimeout(cut);
  }
}
