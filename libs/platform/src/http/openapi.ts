import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { joinedApis, platformApi, type DescribedApi, type DescribedOperation, type Schema } from './described-api.js';
import { ANSWER_COMPONENTS, headersOf, responsesOf, uploadBody } from './openapi-answers.js';
import { InputsOfOpenApi, type Described } from './openapi-inputs.js';
import { namingEnums } from './openapi-enums.js';
import { PREFIX } from './prefix.js';
import { routesOf, type Route } from './routes.js';

type Operation = Described & {
  operationId?: string;
  summary?: string;
  description?: string;
  security?: object[];
  responses: object;
  [extension: `x-${string}`]: unknown;
};

/**
 * The OpenAPI document of what an application offers: readable unique ids, a sentence on each operation, what it takes
 * with examples, what it answers, how it can fail, whose permission it needs. `apis`: what the sources of its services say.
 */
export function openApiFor(app: INestApplication, service: string, apis: readonly URL[] = []): OpenAPIObject {
  const routes = routesOf(app);
  const api = joinedApis([platformApi, ...apis]);
  const config = new DocumentBuilder()
    .setTitle(`PCRM ${service}`)
    .setDescription('Money is integer fen (1/100 yuan). Business dates are Asia/Shanghai. Lists page by cursor.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationIds(routes) });
  const components = (document.components ??= {});
  const schemas = (components.schemas ??= {}) as Record<string, Schema>;
  const { headers, parameters, responses } = ANSWER_COMPONENTS;
  Object.assign(components, { headers, parameters, responses });
  const inputs = new InputsOfOpenApi(schemas);
  for (const [operation, route] of operationsOf(document, routes)) {
    inputs.describe(operation, route);
    completed(operation, route, saidOf(api, route));
  }
  assertUnique(document, routes);
  return namingEnums(withAnswers(document, api), api.enums) as OpenAPIObject;
}

/** Operations of a service's own views are one class under several names. */
const saidOf = ({ operations }: DescribedApi, { controller, handler }: Route): DescribedOperation | undefined =>
  operations[`${controller}.${handler}`] ??
  operations[`${controller.replace(/^.+(?=OperationsController$)/, '')}.${handler}`];

function completed(operation: Operation, route: Route, said: DescribedOperation | undefined): void {
  const { permission, isPublic } = route;
  if (said) operation.summary = said.summary;
  if (said?.description !== undefined) operation.description = said.description;
  const known = (operation.parameters ?? []).filter(({ name }) => name !== 'content-type');
  operation.parameters = [...known, ...(headersOf(route, said) as typeof known)];
  if (route.isStreamed) Object.assign(operation, { requestBody: uploadBody() });
  operation.responses = responsesOf(route, said);
  operation.security = isPublic ? [] : [{ bearer: [] }];
  if (permission !== undefined) operation['x-permission'] = permission;
}

/** The schemas that answers name, as far as operations of this application lead there; what is taken as well is told by its rules. */
function withAnswers(document: OpenAPIObject, api: DescribedApi): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema | undefined>;
  const missing = (): readonly string[] =>
    [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].flatMap(([, name = '']) =>
      name in schemas ? [] : [name],
    );
  const inputs = new Set(Object.keys(schemas));
  for (let names = missing(); names.length > 0; names = missing())
    for (const name of names) {
      if (!(name in api.schemas)) throw new Error(`nobody describes ${name}`);
      schemas[name] = api.schemas[name];
    }
  const unlike = [...inputs].filter(
    (name) => name in api.schemas && fieldsIn(schemas[name]) !== fieldsIn(api.schemas[name]),
  );
  if (unlike.length > 0) throw new Error(`an input and an answer are called ${unlike.join(', ')}`);
  return document;
}

/** What is taken and answered under one name has the same fields, or the same values. */
const fieldsIn = (schema: Schema | undefined): string =>
  [Object.keys(schema?.['properties'] ?? {}), schema?.['required'] ?? [], schema?.['enum'] ?? []]
    .map((names) => [...(names as readonly string[])].sort().join())
    .join(';');

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

function assertUnique(document: OpenAPIObject, routes: readonly Route[]): void {
  const ids = [...operationsOf(document, routes)].map(([{ operationId }]) => operationId ?? '');
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`two operations under /${PREFIX} are called ${twice.join(', ')}`);
}
