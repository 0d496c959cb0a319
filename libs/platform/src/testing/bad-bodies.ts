import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Problem } from '../errors/problem.js';
import { routesOf, type Route } from '../http/routes.js';
import { ROLES, mayDo } from '../auth/roles.js';
import { mintToken } from '../auth/token.js';

/** A UUID for path parameters of probes. */
export const PROBE_ID = '00000000-0000-4000-8000-000000000001';
/** A field that no request has. */
export const PROBE_FIELD = 'no_such_field';

export type ProbeOptions = {
  readonly secret: Uint8Array;
  readonly outletId?: string;
  /** Values of path parameters that are no UUID. */
  readonly params?: { readonly [name: string]: string };
  /** Routes that cannot be probed by one request and answer: event streams. */
  readonly except?: readonly string[];
  /** Controllers that are put to the test; one that is not mounted fails it. */
  readonly controllers?: readonly string[];
};

export type BadBodyAnswer = { readonly route: string; readonly status: number; readonly fields: readonly string[] };

const CHANGES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The endpoints that take a body. */
export const routesWithBody = (app: NestFastifyApplication): readonly Route[] =>
  routesOf(app).filter(({ method, inputs }) => CHANGES.has(method) && inputs.some(({ from }) => from === 'body'));

/** The endpoints a probe asks. */
export const probed = (app: NestFastifyApplication, { except = [] }: Pick<ProbeOptions, 'except'>): readonly Route[] =>
  routesOf(app).filter(({ path }) => !except.includes(path));

/** The path of a route with its parameters filled in. */
export const probePath = ({ path }: Route, params: ProbeOptions['params'] = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? PROBE_ID);

/** Asks every endpoint that takes a body with a bad one, as a role that may. What each answered, by route. */
export async function askWithBadBodies(
  app: NestFastifyApplication,
  options: ProbeOptions,
): Promise<readonly BadBodyAnswer[]> {
  const answers: BadBodyAnswer[] = [];
  for (const route of routesWithBody(app)) {
    const response = await app.inject({
      method: route.method as 'POST',
      url: probePath(route, options.params),
      headers: { authorization: await permitted(route, options) },
      payload: { [PROBE_FIELD]: '<bad>' },
    });
    const problem = (response.headers['content-type'] ?? '').toString().includes('problem+json')
      ? response.json<Problem>()
      : undefined;
    const fields = (problem?.errors ?? []).map(({ field }) => field);
    answers.push({ route: `${route.method} ${route.path}`, status: response.statusCode, fields });
  }
  return answers;
}

async function permitted({ permission }: Route, { secret, outletId = PROBE_ID }: ProbeOptions): Promise<string> {
  const role = ROLES.find((candidate) => permission === undefined || mayDo(candidate, permission)) ?? 'outletHead';
  return `Bearer ${await mintToken({ staffId: PROBE_ID, role, outletId }, { secret })}`;
}

/** Controllers that the application does not have: nothing of them would be tested. */
export function notMounted(app: NestFastifyApplication, controllers: readonly string[]): readonly string[] {
  const mounted = new Set(routesOf(app).map(({ controller }) => controller));
  return controllers.filter((name) => !mounted.has(name));
}

/** A spec: every endpoint that takes a body answers a bad one with 400 and names its fields. */
export const refusesBadBodies = (open: () => Promise<{ readonly app: NestFastifyApplication } & ProbeOptions>): void =>
  describe('a bad body', () => {
    it('is answered with 400 that names the field, at every endpoint', async () => {
      const { app, ...options } = await open();
      expect(notMounted(app, options.controllers ?? [])).toEqual([]);
      const answers = await askWithBadBodies(app, options);
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.filter(({ status, fields }) => status !== 400 || !fields.includes(PROBE_FIELD))).toEqual([]);
    });
  });
