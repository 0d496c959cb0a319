import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';

/** Content-Security-Policy by directive. */
export type ContentSecurityPolicy = { readonly [directive: string]: readonly string[] };
/** What a service that only answers data lets a page do. */
const NOTHING: ContentSecurityPolicy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

type Headers = { readonly [name: string]: string };

/** Every answer carries the headers that keep browsers safe. They are the same for all of a process: made once, not for each. */
export async function sendSafeHeaders(server: FastifyInstance, policy = NOTHING): Promise<void> {
  const headers = await headersOf(policy);
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

/** What helmet says to anybody, asked of a server that says nothing else. */
async function headersOf(policy: ContentSecurityPolicy): Promise<Headers> {
  await using said = fastify();
  await said.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]])),
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  const own = new Set(['content-length', 'date', 'connection']);
  said.get('/', (_request, reply) => reply.send());
  const { headers } = await said.inject('/');
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.has(name) ? [] : [[name, String(value)]])),
  );
}
