import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROLES, mayDo, type Role } from '../auth/roles.js';
import { mintToken, type Identity } from '../auth/token.js';
import { probed, probePath, type ProbeOptions } from './bad-bodies.js';

/** The `Authorization` header of somebody. */
export const as = async (identity: Identity, secret: Uint8Array): Promise<{ readonly authorization: string }> => ({
  authorization: `Bearer ${await mintToken(identity, { secret })}`,
});

export type AccessAnswer = {
  readonly route: string;
  readonly role: Role | 'nobody';
  readonly status: number;
  readonly allowed: boolean;
};

/** Asks every endpoint as every role and as nobody. `allowed`: what the role table says. */
export async function askAsEveryRole(
  app: NestFastifyApplication,
  options: ProbeOptions,
): Promise<readonly AccessAnswer[]> {
  const answers: AccessAnswer[] = [];
  for (const route of probed(app, options)) {
    for (const role of ['nobody', ...ROLES] as const) {
      const { permission, isPublic } = route;
      const allowed = isPublic || (permission !== undefined && role !== 'nobody' && mayDo(role, permission));
      const outletId = options.outletId ?? 'outlet-probe';
      const headers = role === 'nobody' ? {} : await as({ staffId: `probe-${role}`, role, outletId }, options.secret);
      const { statusCode } = await app.inject({
        method: route.method as 'GET',
        url: probePath(route, options.params),
        headers,
      });
      answers.push({ route: `${route.method} ${route.path}`, role, status: statusCode, allowed });
    }
  }
  return answers;
}

/** A spec: nobody gets 401, a role without the permission 403, a role with it neither. */
export const guardsEveryRoute = (open: () => Promise<{ readonly app: NestFastifyApplication } & ProbeOptions>): void =>
  describe('every endpoint as every role', () => {
    it('lets in exactly those of the role table', async () => {
      const { app, ...options } = await open();
      const answers = await askAsEveryRole(app, options);
      expect(answers.length).toBeGreaterThan(0);
      const wrong = answers.filter(({ role, status, allowed }) => {
        if (allowed) return status === 401 || status === 403;
        return status !== (role === 'nobody' ? 401 : 403);
      });
      expect(wrong).toEqual([]);
    });
  });
