import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { BadInput } from '../errors/problem.js';

type PcrmConfig = { readonly bodyLimitBytes?: number; readonly streamed?: boolean; readonly rateLimit?: false };
const CONFIG = 'pcrm:route';

/** Route options gather on the method, whatever the order of the decorators. */
const routeOption =
  (option: PcrmConfig): MethodDecorator =>
  (target, property, descriptor: PropertyDescriptor) => {
    const handler = descriptor.value as object;
    const merged = { ...(Reflect.getMetadata(CONFIG, handler) as PcrmConfig | undefined), ...option };
    Reflect.defineMetadata(CONFIG, merged, handler);
    RouteConfig(merged)(target, property, descriptor);
  };

/** A body limit of its own for one route, in bytes. */
export const BodyLimit = (bytes: number): MethodDecorator => routeOption({ bodyLimitBytes: bytes });

const STREAMED: PcrmConfig = { streamed: true };
/** The route takes an upload of any size as a stream: CSV, JSON lines or plain bytes; see `@Upload()`. */
export const Streamed = (): MethodDecorator => routeOption(STREAMED);
/** The same for routes that are not Nest's, as Fastify's `config`. */
export const streamedRoute = (): object => ({ ...STREAMED });

/** Health and metrics are asked as often as their keepers like. */
export const NotRateLimited = (): MethodDecorator => routeOption({ rateLimit: false });

const optionsOf = (handler: object): PcrmConfig => (Reflect.getMetadata(CONFIG, handler) ?? {}) as PcrmConfig;
export const isStreamed = (handler: object): boolean => optionsOf(handler).streamed === true;
export const isRateLimited = (handler: object): boolean => optionsOf(handler).rateLimit !== false;

/** The body of a `@Streamed()` route. Nothing of it was read, nothing limits its size but the reader. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext) =>
  uploadIn(context.switchToHttp().getRequest<FastifyRequest>().body),
);

/** The stream that was sent; a request without a body or with one of another kind is bad input, never an empty file. */
function uploadIn(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new BadInput([
    {
      field: 'body',
      rule: 'isUpload',
      zh: `应为以下类型之一：${UPLOAD_TYPES.join('、')}`,
      en: `must be one of ${UPLOAD_TYPES.join(', ')}`,
    },
  ]);
}

export const UPLOAD_TYPES: readonly string[] = [
  'text/csv',
  'application/x-ndjson',
  'application/jsonl',
  'application/octet-stream',
];

const configOf = (options: { readonly config?: object | undefined }): PcrmConfig => options.config ?? {};

/** Whether a request counts among those under way: not what is asked as often as its keepers like, or stays open. */
export const isCounted = ({ routeOptions }: FastifyRequest): boolean => configOf(routeOptions).rateLimit !== false;

/** Makes the options above work; before any route is registered. */
export function honourRouteOptions(server: FastifyInstance): void {
  server.addHook('onRoute', (options: RouteOptions) => {
    const { bodyLimitBytes } = configOf(options);
    if (bodyLimitBytes !== undefined) options.bodyLimit = bodyLimitBytes;
  });
  server.addContentTypeParser([...UPLOAD_TYPES], (request, payload, done) => {
    if (configOf(request.routeOptions).streamed) done(null, payload);
    else done(Object.assign(new Error('unsupported media type'), { statusCode: 415 }));
  });
}
