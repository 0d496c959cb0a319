import { hash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadInput } from '../errors/problem.js';
import { isCounted } from './route-options.js';
import { TurningAway } from './turning-away.js';

/** Whose requests are counted together: a session or token, else an address. Never kept in clear. */
export type CountedBy = (request: FastifyRequest) => string;

export const byToken: CountedBy = ({ headers: { authorization }, ip }) =>
  authorization === undefined ? ip : hash('sha256', authorization, 'base64url').slice(0, 16);

/** At most so many requests a minute from one session; 429 with Retry-After beyond. */
export async function limitRate(app: NestFastifyApplication, perMinute: number, countedBy: CountedBy): Promise<void> {
  if (perMinute === 0) return;
  await app.register(rateLimit, {
    global: true,
    max: perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: countedBy,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
}

/** Requests under way at once: six connections of each of fifty browsers, and some more. What waits in memory is bounded by it, too. */
export const MOST_UNDER_WAY = 320;

/**
 * At most so many requests are under way at once: one more is 503 with Retry-After within a moment, instead of an answer after whoever
 * asked has given up. It is under way once it has come whole: who sends slowly, or never the rest, keeps nobody out. Who comes when it
 * is full already is turned away before anything of the body is read. Health, metrics and event streams are not counted. Answers who
 * was turned away.
 */
export function limitUnderWay(server: FastifyInstance, most: number): (request: FastifyRequest) => boolean {
  const crowd = new TurningAway();
  let underWay = 0;
  const isTooMany = (request: FastifyRequest): boolean => underWay >= most && isCounted(request);
  // Behind everything that is done for each request: whoever is turned away was counted, and is told the headers of any answer.
  server.addHook('preParsing', (request, _reply, body, done) => {
    if (isTooMany(request)) crowd.inTurn(request, done);
    else done(null, body);
  });
  server.addHook('preHandler', (request, { raw }, done) => {
    if (!isCounted(request)) return done();
    if (isTooMany(request)) return crowd.now(request, done);
    underWay += 1;
    // Also where whoever asked has left.
    raw.once('close', () => (underWay -= 1));
    done();
  });
  return (request) => crowd.has(request);
}

/** Deepest nesting of a JSON body: validation goes down it, and a body of brackets would exhaust the stack. */
export const MOST_LEVELS = 20;

/** A body nested deeper is 400, before anything walks it. */
export function refuseDeepBodies(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined) return done();
    const error = {
      field: 'body',
      rule: 'maxDepth',
      zh: `嵌套不能超过 ${String(MOST_LEVELS)} 层`,
      en: `must not nest deeper than ${String(MOST_LEVELS)}`,
    };
    done(isDeeperThan(MOST_LEVELS, request.body) ? new BadInput([error]) : undefined);
  });
}

/** Level by level, without recursion. Only what JSON makes is walked, not an upload's stream. */
function isDeeperThan(levels: number, body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((value) => (isOfJson(value) ? (Object.values(value) as readonly unknown[]) : []));
  }
  return false;
}

function isOfJson(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
