import { EXIT, Failure } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Credentials } from './credentials.js';
import { refusalOf, type Answer } from './problem.js';

/** Header that proves a change by cookie was meant. */
export const CSRF = { 'x-pcrm-csrf': 'pcrm' } as const;
/** Headers by which the platform knows who asks. */
export type Proof = { readonly [header: string]: string };
/** Roles that commands are usually given in; a demo branch has somebody in each. */
export type Role = 'administrator' | 'branchAnalyst';

/** One request without any proof; answers the session cookie when one came. */
export type AskPlainly = (
  method: string,
  path: string,
  body?: object,
) => Promise<Answer & { readonly cookie: string | undefined }>;
type Persona = { readonly staffId: string; readonly name: string; readonly role: string };

/** Signs in and answers the headers that prove it. `role`: whom to pick in a demo branch when nobody was named. */
export async function signIn(
  ask: AskPlainly,
  credentials: Credentials,
  role: Role,
  { tell }: Pick<Surroundings, 'tell'>,
): Promise<Proof> {
  switch (credentials.kind) {
    case 'token':
      return { authorization: `Bearer ${await credentials.read()}` };
    case 'password':
      return await begun(ask, 'session', { userId: credentials.user, password: credentials.password });
    case 'persona':
      return await begun(ask, 'session/persona', { staffId: credentials.staffId });
    case 'whoever': {
      const { staffId, name } = await personaFor(ask, role);
      tell({ zh: `演示数据：以 ${name}（${staffId}）的身份执行`, en: `Demo data: acting as ${staffId}` });
      return await begun(ask, 'session/persona', { staffId });
    }
  }
}

async function begun(ask: AskPlainly, path: string, body: object): Promise<Proof> {
  const answer = await ask('POST', path, body);
  if (answer.status >= 300 || answer.cookie === undefined) throw refusalOf(answer);
  return { cookie: answer.cookie, ...CSRF };
}

async function personaFor(ask: AskPlainly, role: Role): Promise<Persona> {
  const answer = await ask('GET', 'session/personas');
  const personas = answer.status === 200 && Array.isArray(answer.body) ? (answer.body as readonly Persona[]) : [];
  const persona = personas.find((each) => each.role === role);
  if (persona) return persona;
  throw new Failure(
    {
      zh: '尚未登录：请用 --user（密码取自 PCRM_PASSWORD 或终端输入）、--token-file，或环境变量 PCRM_TOKEN。',
      en: 'Not signed in: give --user (the password comes from PCRM_PASSWORD or is asked for), --token-file, or PCRM_TOKEN.',
    },
    EXIT.denied,
  );
}
