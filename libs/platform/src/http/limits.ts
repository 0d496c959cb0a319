import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Whose requests are counted together: a session or token, else an address. Never kept in clear. */
export type CountedBy = (request: FastifyRequest) => string;

export const byToken: CountedBy = ({ headers: { authorization }, ip }) =>
  authorization === undefined ? ip : createHash('sha256').update(authorization).digest('base64url').slice(0, 16);

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
