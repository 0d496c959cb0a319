import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Below so many bytes it is not worth it. */
export const WORTH_BYTES = 1_024;
/** Of zlib: what a better one saves is little for JSON, and costs as much again. */
export const LEVEL = 3;

/**
 * Answers that are there as a whole leave compressed in one go, for whoever takes gzip: through streams, as what comes piece by piece
 * has to be, it costs ten times as much.
 */
export function compressAnswers(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!isWhole(payload) || !isWorthIt(payload, reply) || !takesGzip(request.headers['accept-encoding']))
      return done(null, payload);
    gzip(payload, { level: LEVEL }, (error, compressed) => {
      if (error) return done(error);
      const vary = reply.getHeader('vary');
      void reply.header('content-encoding', 'gzip');
      void reply.header('vary', vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`);
      void reply.removeHeader('content-length');
      done(null, compressed);
    });
  });
}

const isWhole = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

const isWorthIt = (payload: string | Buffer, reply: FastifyReply): boolean =>
  payload.length >= WORTH_BYTES &&
  !reply.hasHeader('content-encoding') &&
  String(reply.getHeader('content-type')).startsWith('application/json');

/** Named, and not with a quality of 0. */
const takesGzip = (accepted: string | string[] | undefined): boolean =>
  accepted !== undefined && /(?:^|,)\s*gzip\s*(?:;\s*q=(?:1|0\.0*[1-9])[\d.]*\s*)?(?:,|$)/i.test(String(accepted));
