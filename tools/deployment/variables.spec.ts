import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { AllocationConfig } from '@pcrm/allocation';
import { ClientsConfig } from '@pcrm/clients';
import { EngagementConfig } from '@pcrm/engagement';
import { GatewayConfig } from '@pcrm/gateway';
import { NotificationsConfig } from '@pcrm/notifications';
import { describedOf, loadConfigs, PlatformConfig } from '@pcrm/platform';
import { ClusterConfig } from '../../deploy/cluster/src/cluster.config.js';
import { documentsIn, filesIn, itNeeds, read, variablesIn, yamlOf } from './files.js';
import type { Workload } from './manifest.js';

type Environment = Readonly<Record<string, string>>;
const compose = yamlOf('docker-compose.yml') as {
  readonly 'x-process': { readonly environment: Environment };
  readonly services: Readonly<Record<string, { readonly environment: Environment }>>;
};
const kubernetes = 'deploy/kubernetes';
const configs = {
  platform: PlatformConfig,
  cluster: ClusterConfig,
  clients: ClientsConfig,
  allocation: AllocationConfig,
  engagement: EngagementConfig,
  notifications: NotificationsConfig,
  gateway: GatewayConfig,
};
const NODES_OWN = 'NODE_EXTRA_CA_CERTS';
const known = Object.values(configs).flatMap((config) => describedOf(config).map(({ env }) => env));
const unknownIn = (names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => name !== NODES_OWN && !known.includes(name));

/** `${NAME:-default}` and `${NAME:?message}` as Compose reads them. */
const filledIn = (environment: Environment, given: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(
        /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
        (_, used: string, other: string | undefined) => given[used] ?? other ?? '',
      ),
    ]),
  );
const loads = (environment: Environment) => () => loadConfigs(configs, environment);
const SECRETS = { TOKEN_SECRET: 's'.repeat(32), MASTER_KEY: '0'.repeat(64) };

describe('a process is told only what it knows', () => {
  const processes = Object.entries(compose.services).filter(
    ([name]) => !['kafka', 'eventstore', 'mongodb'].includes(name),
  );

  it.each(processes)('in docker-compose.yml: %s, and takes the values', (_name, { environment }) => {
    expect(Object.keys(environment).length).toBeGreaterThan(10);
    expect(unknownIn(Object.keys(environment))).toEqual([]);
    expect(loads(filledIn(environment, SECRETS))).not.toThrow();
    expect(loads(filledIn({ ...environment, KAFKA_PARTITIONS: 'many' }, SECRETS))).toThrow(/KAFKA_PARTITIONS/);
  });

  it.each(processes)('in docker-compose.yml: %s, and how to speak with brokers elsewhere', (_name, { environment }) => {
    const asked = { KAFKA_TLS: 'true', KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'pcrm', KAFKA_PASSWORD: 'made' };
    expect(filledIn(environment, { ...SECRETS, ...asked })).toMatchObject(asked);
  });

  it('where docker-compose.yml is laid over for the local images', () => {
    const { 'x-process': over } = yamlOf('deploy/cluster/images/compose.local.yml') as typeof compose;
    expect(unknownIn(Object.keys(over.environment))).toEqual([]);
    expect(unknownIn(['LIST_REFRESH', ...Object.keys(over.environment)])).toEqual(['LIST_REFRESH']);
  });

  it.each(filesIn(`${kubernetes}/*/configuration.env`))('in %s', (file) => {
    expect(unknownIn(variablesIn(file).keys())).toEqual([]);
  });

  it('in Kubernetes: the secrets, and all of it together is taken', () => {
    const workloads = filesIn(`${kubernetes}/{base/prepare,process/deployment}.yaml`).flatMap(
      (file) => documentsIn(read(file)) as readonly Workload[],
    );
    expect(workloads).toHaveLength(2);
    for (const { spec } of workloads) {
      const names = spec.template.spec.containers[0].env.map(({ name }) => name);
      expect(unknownIn(names)).toEqual([]);
      const secret = { ...SECRETS, EVENTSTORE_URL: 'esdb://one:2113', MONGODB_URL: 'mongodb://one' };
      const servers = Object.fromEntries(names.map((name) => [name, secret[name as keyof typeof secret] ?? 'one']));
      const files = ['base', 'production'].flatMap((name) => [
        ...variablesIn(`${kubernetes}/${name}/configuration.env`),
      ]);
      expect(loads({ ...Object.fromEntries(files), ...servers })).not.toThrow();
    }
  });
});

const { it: itMakes, unless } = itNeeds('openssl');
describe(`the secrets${unless}`, () => {
  itMakes.each(['.env.example', `${kubernetes}/README.md`])('are taken when they are made as %s says', (file) => {
    const commands = read(file).match(/openssl rand -\w+ \d+/g) ?? [];
    expect(commands).toHaveLength(2);
    const [TOKEN_SECRET = '', MASTER_KEY = ''] = commands.map((command) => {
      const [program = '', ...args] = command.split(' ');
      return execFileSync(program, args, { encoding: 'utf8' }).trim();
    });
    expect(loads(filledIn(compose.services['clients']?.environment ?? {}, { TOKEN_SECRET, MASTER_KEY }))).not.toThrow();
  });
});
