import type { Span, Tracing } from '@pcrm/event-sourcing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PREFIX } from './prefix.js';
import { traceparentOf } from './trace.js';

/**
 * Tells of each request to the API: its route, never its URL. From then on the request is as of its own span: commands, the
 * log and whoever it is passed on to see that in its `traceparent`. Before any other hook that looks there.
 */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { url: route } = request.routeOptions;
    if (route?.startsWith(`/${PREFIX}/`)) {
      const span = tracing.begin(`${request.method} ${route}`, {
        ...{ kind: 'server', parent: traceparentOf(request), traceId: request.id },
        attributes: { 'http.request.method': request.method, 'http.route': route },
      });
      spans.set(request, span);
      request.headers['traceparent'] = span.traceparent;
    }
    done();
  });
  server.addHook('onResponse', (request, { statusCode: status }, done) => {
    spans.get(request)?.end({
      attributes: { 'http.response.status_code': status },
      ...(status >= 500 && { failure: Object.assign(new Error('answered'), { name: String(status) }) }),
    });
    done();
  });
}
