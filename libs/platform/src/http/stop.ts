import type { INestApplication } from '@nestjs/common';
import { Health } from './health.js';

export const STOP_MS = 10_000;

/**
 * Stops within `ms`: not ready, then no new requests, then `flush` (consumers commit, stores close).
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
  }
}
