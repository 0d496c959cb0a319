import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import { pino, type DestinationStream, type Logger } from 'pino';
import { callerIn } from '../auth/caller.js';
import { loggable, scrubbed } from '../errors/scrubbed.js';
import { traceIdOf } from './trace.js';

const PERSONAL = ['name', 'phone', 'idNumber', 'birthday', 'family', 'employer', 'address', 'note', 'text', 'email'];
const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret'];
const HIDDEN = [...PERSONAL, ...SECRET].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Trace id of the request under way, for the log alone: nothing of the domain reads it. */
const tracing = new AsyncLocalStorage<string>();

export type LogOptions = { readonly name: string; readonly level: string; readonly destination?: DestinationStream };

/** The process log: JSON lines in which personal fields, secrets and bodies never appear. */
export const processLog = ({ name, level, destination }: LogOptions): Logger =>
  pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ traceId: tracing.getStore() }),
      serializers: { err: loggable },
      redact: { paths: HIDDEN, censor: '…' },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((arg) => (typeof arg === 'string' ? scrubbed(arg) : arg)) as Parameters<typeof method>,
          );
        },
      },
    },
    ...(destination ? [destination] : []),
  );

/** One line per request: route pattern instead of URL, no query, no body, and whoever logs meanwhile shares its trace id. */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    tracing.run(traceIdOf(request), done);
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
    log[reply.statusCode >= 500 ? 'error' : 'debug'](fields, 'request');
    done();
  });
}
