import { hash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadInput, Crowded } from '../errors/problem.js';
import { isCounted } from './route-options.js';

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

/** Requests that were turned away, for too many were under way. */
const turnedAway = new WeakSet<FastifyRequest>();
export const wasTurnedAway = (request: FastifyRequest): boolean => turnedAway.has(request);

/** One for all: a stack for each was a seventh of what turning somebody away costs. */
const CROWDED = new Crowded('too many requests are under way');
/** So many of a crowd are told in a millisecond, and so many milliseconds later the next are. */
const TURNED_AWAY_PER_MS = 2;
const TURNING_AWAY_MS = 10;
/** Those beyond are told at once: who asks, leaves and asks again must not fill the memory. */
const MOST_TO_TELL = 10_000;

/**
 * Tells a crowd to come again, 2,000 a second at most: however many they are, the rest of the processor belongs to those who are being
 * served. Whoever is to be told waits meanwhile, and asks for nothing more on that connection.
 */
class TurningAway {
  #waiting: (() => void)[] = [];

  add(request: FastifyRequest, tell: (error: Crowded) => void): void {
    turnedAway.add(request);
    if (this.#waiting.length >= MOST_TO_TELL) tell(CROWDED);
    else if (this.#waiting.push(() => tell(CROWDED)) === 1) this.#tellSomeLater();
  }

  #tellSomeLater(): void {
    const since = performance.now();
    setTimeout(() => {
      const some = this.#waiting.splice(0, Math.ceil((performance.now() - since) * TURNED_AWAY_PER_MS));
      if (this.#waiting.length > 0) this.#tellSomeLater();
      for (const tell of some) tell();
    }, TURNING_AWAY_MS);
  }
}

/**
 * At most so many requests are under way at once: one more is 503 with Retry-After within a moment, instead of an answer after whoever
 * asked has given up. It is under way once it has come whole: who sends slowly, or never the rest, keeps nobody out. Who comes when it
 * is full already is turned away before anything of the body is read. Health, metrics and event streams are not counted.
 */
export function limitUnderWay(server: FastifyInstance, most: number): void {
  const turningAway = new TurningAway();
  let underWay = 0;
  const isTooMany = (request: FastifyRequest): boolean => underWay >= most && isCounted(request);
  server.addHook('onRequest', (request, _reply, done) => {
    if (isTooMany(request)) turningAway.add(request, done);
    else done();
  });
  server.addHook('preHandler', (request, { raw }, done) => {
    if (!isCounted(request)) return done();
    if (isTooMany(request)) return turningAway.add(request, done);
    underWay += 1;
    // Also where whoever asked has left.
    raw.once('close', () => (underWay -= 1));
    done();
  });
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
