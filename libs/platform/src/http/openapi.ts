import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { InputsOfOpenApi, type Described } from './openapi-inputs.js';
import { PREFIX } from './prefix.js';
import { routesOf, type Route } from './routes.js';

type Operation = Described & {
  operationId?: string;
  security?: object[];
  responses: Record<string, object>;
  [extension: `x-${string}`]: unknown;
};

const PROBLEM_STATUSES: { readonly [status: number]: string } = {
  400: 'Bad input: `errors` names every wrong field.',
  401: 'Nobody is signed in.',
  403: 'The role does not hold the permission.',
  404: 'Not there, or outside the scope.',
  409: 'Somebody else changed it at the same time.',
  412: 'It changed since the revision in If-Match.',
  422: 'Refused: `code` says why, `details` names numbers and rules.',
  429: 'Too many requests; see Retry-After.',
  500: 'A fault; `traceId` finds it in the logs.',
  503: 'A store or broker cannot answer; see Retry-After.',
};

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', example: 'about:blank' },
    title: { type: 'string', description: 'For people, in the language of Accept-Language (Chinese or English).' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable for ever.', example: 'tier.only-rises' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object', additionalProperties: true },
    traceId: { type: 'string' },
  },
} as const;

/** The OpenAPI document of one service: readable unique operation ids, problems on every route, permission of each, every field of every input with an example. */
export function openApiFor(app: INestApplication, service: string): OpenAPIObject {
  const routes = routesOf(app);
  const config = new DocumentBuilder()
    .setTitle(`PCRM ${service}`)
    .setDescription('Money is integer fen (1/100 yuan). Business dates are Asia/Shanghai. Lists page by cursor.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationIds(routes) });
  const schemas = ((document.components ??= {}).schemas ??= {});
  Object.assign(schemas, { Problem: PROBLEM_SCHEMA });
  const problems = Object.fromEntries(
    Object.entries(PROBLEM_STATUSES).map(([status, description]) => [status, problem(description)]),
  );
  const inputs = new InputsOfOpenApi(schemas as ConstructorParameters<typeof InputsOfOpenApi>[0]);
  for (const [operation, route] of operationsOf(document, routes)) {
    completed(operation, route, problems);
    inputs.describe(operation, route);
  }
  assertUnique(document, routes);
  return document;
}

const problem = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** `UpgradeTierController.upgrade` → `upgradeTier`; with several routes in one controller the method's name follows. */
function operationIds(routes: readonly Route[]): (controller: string, method: string) => string {
  const handlers = new Map<string, Set<string>>();
  for (const { controller, handler } of routes)
    handlers.set(controller, (handlers.get(controller) ?? new Set()).add(handler));
  return (controller, method) => {
    const noun = controller.replace(/Controller$/, '');
    const name = noun.charAt(0).toLowerCase() + noun.slice(1);
    return (handlers.get(controller)?.size ?? 1) === 1 ? name : `${name}.${method}`;
  };
}

function* operationsOf(document: OpenAPIObject, routes: readonly Route[]): Iterable<readonly [Operation, Route]> {
  const known = new Map(routes.map((route) => [`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`, route]));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const route = known.get(`${method.toUpperCase()} ${path}`);
      if (route) yield [operation, route];
    }
  }
}

function completed(operation: Operation, { permission, isPublic }: Route, problems: Record<string, object>): void {
  operation.responses = { ...problems, ...operation.responses };
  operation.security = isPublic ? [] : [{ bearer: [] }];
  if (permission !== undefined) operation['x-permission'] = permission;
}

function assertUnique(document: OpenAPIObject, routes: readonly Route[]): void {
  const ids = [...operationsOf(document, routes)].map(([{ operationId }]) => operationId ?? '');
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`two operations under /${PREFIX} are called ${twice.join(', ')}`);
}
