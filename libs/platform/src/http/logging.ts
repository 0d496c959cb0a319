import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { callerIn } from '../auth/caller.js';
import { traceUnderWay } from '../process-log.js';
import { traceIdOf } from './trace.js';

/** One line per request: route pattern instead of URL, no query, no body, and whoever logs meanwhile shares its trace id. */
export function logRequests(
  server: FastifyInstance,
  log: Logger,
  wasTurnedAway: (request: FastifyRequest) => boolean = () => false,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    traceUnderWay.run(traceIdOf(request), done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const fields = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      traceId: traceIdOf(request),
      actor: callerIn(request)?.staffId,
    };
    // A crowd is counted by the metrics; a line for each would only add to it.
    const isFault = reply.statusCode >= 500 && !wasTurnedAway(request);
    log[isFault ? 'error' : 'debug'](fields, 'request');
    done();
  });
}
