import { describedOf, loadPlatformConfig, PlatformConfig } from '@pcrm/platform';
import { documentsIn, read, variablesIn, yamlOf } from './files.js';

const folder = 'deploy/kubernetes';
const described = new Set(describedOf(PlatformConfig).map(({ env }) => env));
const tracing = (names: Iterable<string>): readonly string[] => [...names].filter((name) => name.startsWith('OTEL_'));
const NAMED = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'];

type Pipeline = { readonly [kind: string]: readonly string[] };
type Collector = {
  readonly [kind: string]: Readonly<Record<string, unknown>>;
} & {
  readonly receivers: { readonly otlp: { readonly protocols: { readonly http: { readonly endpoint: string } } } };
  readonly service: { readonly pipelines: Readonly<Record<string, Pipeline>> };
};
const collector = yamlOf('deploy/observability/collector.yaml') as Collector;

describe('traces', () => {
  it.each([
    ['docker-compose.yml', [...read('docker-compose.yml').matchAll(/^ +(OTEL_\w+):/gm)].map(([, name = '']) => name)],
    ['.env.example', variablesIn('.env.example').keys()],
    ['Kubernetes', variablesIn(`${folder}/base/configuration.env`).keys()],
  ])('are pointed somewhere in %s, by variables a process knows', (_place, names) => {
    expect(tracing(names)).toEqual(NAMED);
    expect(NAMED.filter((name) => !described.has(name))).toEqual([]);
  });

  it.each(['.env.example', `${folder}/base/configuration.env`])('are off in %s until somebody takes them', (file) => {
    const variables = variablesIn(file);
    expect(variables.get('OTEL_EXPORTER_OTLP_ENDPOINT')).toBe('');
    const asSet = Object.fromEntries(NAMED.map((name) => [name, variables.get(name)]));
    const { otlpEndpoint, tracesSampler, tracesSamplerArg } = loadPlatformConfig(asSet);
    const byItself = new PlatformConfig();
    expect(otlpEndpoint).toBeUndefined();
    expect([tracesSampler, tracesSamplerArg]).toEqual([byItself.tracesSampler, byItself.tracesSamplerArg]);
  });

  it('go through a collector whose pipelines hold only what it declares', () => {
    const used = Object.entries(collector.service.pipelines).flatMap(([, pipeline]) => Object.entries(pipeline));
    expect(used.length).toBeGreaterThan(2);
    for (const [kind, names] of used) expect([kind, Object.keys(collector[kind] ?? {})]).toEqual([kind, names]);
  });

  it('may leave by the port at which it listens, which is the one that is described', () => {
    const { endpoint } = collector.receivers.otlp.protocols.http;
    const port = Number(endpoint.split(':')[1]);
    type Policy = {
      readonly metadata: { readonly name: string };
      readonly spec: { readonly egress: readonly { readonly ports: readonly { readonly port: number }[] }[] };
    };
    const policies = documentsIn(read(`${folder}/base/network-policies.yaml`)) as readonly Policy[];
    const open = policies.find(({ metadata }) => metadata.name === 'pcrm-traces')?.spec.egress;
    expect(open?.flatMap(({ ports }) => ports.map((each) => each.port))).toEqual([port]);
    const [sentence] = describedOf(PlatformConfig).filter(({ env }) => env === 'OTEL_EXPORTER_OTLP_ENDPOINT');
    expect(sentence?.sentence).toContain(`:${String(port)}`);
  });
});
