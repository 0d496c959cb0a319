import { readFileSync } from 'node:fs';
import { AjvCompiler } from '@fastify/ajv-compiler';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Schema = { readonly [keyword: string]: unknown };
type Response = {
  readonly headers?: { readonly [name: string]: unknown };
  readonly content?: { readonly [type: string]: { readonly schema?: Schema } };
};
type Operation = { readonly responses: { readonly [status: string]: Response & { readonly $ref?: string } } };
type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: {
    readonly schemas: { readonly [name: string]: Schema };
    readonly responses: { readonly [name: string]: Response };
  };
};
type Validate = ((value: unknown) => boolean) & {
  readonly errors?:
    readonly { readonly instancePath: string; readonly message?: string; readonly params: object }[] | null;
};
/** `path`: the pattern of the route, with `:clientId` or `{clientId}`. */
export type AnswerGiven = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  readonly body: string;
};

/** The joined description of all services, as it is checked in. */
export const OPENAPI = new URL('../../../../docs/openapi.json', import.meta.url);
/** Not described: the description itself, and the stream of a browser. */
const UNSEEN: ReadonlySet<string> = new Set(['/api/openapi', '/api/stream']);

/** Holds answers against the API's description: status, content type, ETag, and shape with nothing beside it. */
export class AnswerCheck {
  private readonly document: Document;
  private readonly compile: (schema: Schema) => Validate;
  private readonly validators = new Map<string, Validate>();
  /** Every operation and status that was answered, e.g. `GET /api/staff 200`. */
  readonly seen = new Set<string>();

  constructor(file: URL = OPENAPI) {
    this.document = closed(JSON.parse(readFileSync(file, 'utf8'))) as Document;
    const { schemas } = this.document.components;
    const customOptions = { removeAdditional: false, coerceTypes: false, useDefaults: false, strict: false } as const;
    const build = AjvCompiler()({ openapi: { $id: 'openapi', components: { schemas } } }, { customOptions });
    this.compile = (schema) => build({ schema: absolute(schema) });
  }

  /** What is wrong with an answer; nothing for what is not described and need not be. */
  mistakesIn({ method, path, ...given }: AnswerGiven): readonly string[] {
    const pattern = path.replace(/:(\w+)/g, '{$1}');
    if (!pattern.startsWith('/api/') || UNSEEN.has(pattern) || method === 'HEAD') return [];
    const name = `${method} ${pattern} ${String(given.status)}`;
    this.seen.add(name);
    const operation = this.document.paths[pattern]?.[method.toLowerCase()];
    const response = operation && this.responseOf(operation, given.status);
    const mistakes = response ? this.wrongIn(response, given) : ['is not described'];
    return mistakes.map((mistake) => `${name} ${mistake}`);
  }

  /** Whether the description has this path: a spec may bring endpoints of its own. */
  knows(path: string): boolean {
    return path.replace(/:(\w+)/g, '{$1}') in this.document.paths;
  }

  /** The route that a path of an URL leads to: where several do, the one with the fewest names in it. */
  routeOf(pathname: string): string {
    const routes = Object.keys(this.document.paths).filter((path) =>
      new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
    return routes.toSorted((a, b) => a.split('{').length - b.split('{').length)[0] ?? pathname;
  }

  private responseOf({ responses }: Operation, status: number): Response | undefined {
    const { $ref, ...response } = responses[String(status)] ?? { $ref: '' };
    return $ref === undefined ? response : this.document.components.responses[$ref.split('/').at(-1) ?? ''];
  }

  private wrongIn(response: Response, { headers, body }: Omit<AnswerGiven, 'method' | 'path'>): readonly string[] {
    const [type, media] = Object.entries(response.content ?? {})[0] ?? [];
    const sentType = String(headers['content-type']).split(';')[0];
    if (type === undefined) return [...wrongTag(response, headers), ...(body === '' ? [] : ['has a body'])];
    if (sentType !== type) return [`is ${String(sentType)} instead of ${type}`];
    return [...wrongTag(response, headers), ...this.misshapen(media?.schema ?? {}, JSON.parse(body))];
  }

  private misshapen(schema: Schema, value: unknown): readonly string[] {
    const key = JSON.stringify(schema);
    const validate = this.validators.get(key) ?? this.compile(schema);
    this.validators.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }
}

function wrongTag({ headers: told = {} }: Response, sent: AnswerGiven['headers']): readonly string[] {
  const isTagged = sent['etag'] !== undefined;
  if (isTagged === 'ETag' in told) return [];
  return [isTagged ? 'has an ETag' : 'has no ETag'];
}

/** Fails when an answer was not as described. */
export function assertAsDescribed(mistakes: ReadonlySet<string>): void {
  if (mistakes.size > 0) throw new Error(`answers that are not as described:\n${[...mistakes].join('\n')}`);
}

/** Every answer of an application is held against the description; what is wrong is added to `mistakes`. Before it is initialised. */
export function checkAnswers(
  app: NestFastifyApplication,
  check: AnswerCheck,
  mistakes: Set<string>,
  looksAt: (path: string) => boolean = () => true,
): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, _reply, done) => {
    // An answer is looked at as it is, not packed.
    delete request.headers['accept-encoding'];
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const path = request.routeOptions.url;
    const body = payload ?? '';
    if (path !== undefined && looksAt(path) && typeof body === 'string') {
      const given = { method: request.method, path, status: reply.statusCode, headers: reply.getHeaders(), body };
      for (const mistake of check.mistakesIn(given)) mistakes.add(mistake);
    }
    done(null, payload);
  });
}

/** A schema that lets through only the fields it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = parts['type'] === undefined || parts['properties'] === undefined || 'additionalProperties' in parts;
  return isOpen || typeof parts['properties'] !== 'object' ? parts : { ...parts, additionalProperties: false };
}

/** References lead into the description. */
const absolute = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')) as Schema;
