import { allocationDefinition } from '@pcrm/allocation';
import { clientsDefinition } from '@pcrm/clients';
import { engagementDefinition } from '@pcrm/engagement';
import { notificationsDefinition } from '@pcrm/notifications';
import { documentsIn, filesIn, itNeeds, printed, read, variablesIn, yamlOf } from './files.js';
import { mistakesIn } from './manifest.js';
import type { Account, Autoscaler, Configuration, Manifest, Scaled, Selecting, Workload } from './manifest.js';

const SERVICES = [clientsDefinition, allocationDefinition, engagementDefinition, notificationsDefinition];
const PROCESSES = [...SERVICES.map(({ name }) => name), 'gateway'];
const folder = 'deploy/kubernetes';

const isManifest = (document: unknown): document is Manifest =>
  typeof document === 'object' && document !== null && 'apiVersion' in document && 'metadata' in document;
const manifestsOf = (text: string): readonly Manifest[] => documentsIn(text).filter(isManifest);
/** A patch is a part of an object, and is looked at in what comes out. */
const isPatch = (file: string): boolean => /production\/(servers|trust)\.yaml$/.test(file);
const manifests = filesIn(`{${folder}/**,deploy/observability}/*.yaml`)
  .filter((file) => !isPatch(file))
  .flatMap((file) => manifestsOf(read(file)));
const ofKind = <Kind extends Manifest>(kind: string, all: readonly Manifest[] = manifests): readonly Kind[] =>
  all.filter((manifest): manifest is Kind => manifest.kind === kind);
const only = <One>(all: readonly One[]): One => {
  expect(all).toHaveLength(1);
  return all[0] as One;
};

const deployment = ofKind<Workload>('Deployment')[0] as Workload;
const workloads = [deployment, ...ofKind<Workload>('Job')];
const pod = deployment.spec.template.spec;
const [container] = pod.containers;

describe('every manifest', () => {
  it('is what its schema says', async () => {
    expect(manifests.length).toBeGreaterThan(15);
    const mistakes = await Promise.all(
      manifests.map(async (one) => [one.kind, one.metadata.name, await mistakesIn(one)]),
    );
    expect(mistakes.filter(([, , found]) => found?.length !== 0)).toEqual([]);
  });

  it.each<[string, (copy: Workload) => unknown, RegExp]>([
    [
      'a misspelled field',
      ({ spec }) => Object.assign(spec.template.spec.containers[0], { readinesProbe: {} }),
      /readinesProbe is not/,
    ],
    [
      'a field in the wrong place',
      ({ spec }) => Object.assign(spec, { livenessProbe: {} }),
      /\/spec\/livenessProbe is not known/,
    ],
    ['a number for a word', ({ spec }) => (spec.template.spec.containers[0].image = 7), /image/],
    ['a missing field', ({ spec }) => delete spec.selector, /selector/],
    ['a word for a number', ({ spec }) => (spec.minReadySeconds = 'ten'), /minReadySeconds/],
  ])('would not pass with %s', async (_mistake, change, told) => {
    const copy = structuredClone(deployment);
    change(copy);
    expect((await mistakesIn(copy)).join()).toMatch(told);
  });

  it('holds no secret: they are named only', () => {
    expect(ofKind('Secret')).toEqual([]);
    const secrets = ['TOKEN_SECRET', 'MASTER_KEY', 'EVENTSTORE_URL', 'MONGODB_URL', 'KAFKA_USERNAME', 'KAFKA_PASSWORD'];
    for (const { spec } of workloads)
      expect(
        spec.template.spec.containers[0].env.map(({ name, valueFrom }) => [name, valueFrom?.secretKeyRef?.name]),
      ).toEqual(secrets.map((name) => [name, 'pcrm-secrets']));
  });
});

describe('a process', () => {
  it('is restricted: no root, no token, no rights, nothing written but its own temporary folder', () => {
    for (const { spec } of workloads) {
      const { automountServiceAccountToken, containers, securityContext } = spec.template.spec;
      expect(automountServiceAccountToken).toBe(false);
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(Object.keys(containers[0].resources)).toEqual(['requests', 'limits']);
    }
    expect(only(ofKind<Account>('ServiceAccount')).automountServiceAccountToken).toBe(false);
  });

  it('runs as the user the image names', () => {
    const [, user] = /^USER (\d+:\d+)$/m.exec(read('Dockerfile')) ?? [];
    expect(`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`).toBe(user);
  });

  it('is replaced without losing anything: the new one is ready first, the old one has the time it needs', () => {
    expect(deployment.spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    const stopS = 10; // stopWithin of the platform
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(container.lifecycle.preStop.sleep.seconds + stopS);
  });

  it('is alive while it makes progress', () => {
    expect(container.livenessProbe.httpGet).toEqual({ path: '/health/live', port: 'http' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/health/ready', port: 'http' });
  });

  it.each(PROCESSES)('%s says what it runs, and is selected by that', (name) => {
    expect(yamlOf(`${folder}/base/${name}/kustomization.yaml`)).toMatchObject({
      nameSuffix: `-${name}`,
      labels: [{ pairs: { 'app.kubernetes.io/component': name }, includeSelectors: true }],
      patches: [
        { patch: expect.stringContaining(`value: [${name}]`) },
        { patch: expect.stringContaining(`app.kubernetes.io/component: ${name}`) },
      ],
    });
  });
});

describe('scaling', () => {
  const scaled = ofKind<Scaled>('ScaledObject');
  const configured = variablesIn(`${folder}/base/configuration.env`);
  const production = variablesIn(`${folder}/production/configuration.env`);
  const installation = configured.get('INSTALLATION');

  it.each(SERVICES)('of $name is by the lag of its own group in everything it hears, and by CPU', ({ name, hears }) => {
    const { triggers } = only(scaled.filter(({ metadata }) => metadata.name === `pcrm-${name}`)).spec;
    const lags = triggers.filter(({ type }) => type === 'kafka').map(({ metadata }) => metadata);
    expect(lags.map(({ topic }) => topic).toSorted()).toEqual(
      hears.map((topic) => `${installation}.${topic}`).toSorted(),
    );
    for (const lag of lags)
      expect(lag).toMatchObject({
        consumerGroup: `${installation}.${name}`,
        bootstrapServers: production.get('KAFKA_BROKERS'),
      });
    expect(triggers.map(({ type }) => type)).toContain('cpu');
  });

  it('never makes more processes than there are partitions', () => {
    const most = [
      ...scaled.map(({ spec }) => spec.maxReplicaCount),
      ...ofKind<Autoscaler>('HorizontalPodAutoscaler').map(({ spec }) => spec.maxReplicas),
    ];
    expect(most).toHaveLength(SERVICES.length + 1);
    expect(Math.max(...most)).toBeLessThanOrEqual(Number(configured.get('KAFKA_PARTITIONS')));
  });
});

const { it: itBuilds, unless } = itNeeds('kustomize');
describe(`what kustomize makes of them${unless}`, () => {
  const built = (name: string): readonly Manifest[] =>
    manifestsOf(printed('kustomize', ['build', `${folder}/${name}`]));

  itBuilds.each(['base', 'production'])('%s: every object is what its schema says', async (name) => {
    const all = built(name);
    const mistakes = await Promise.all(all.map(async (one) => [one.kind, one.metadata.name, await mistakesIn(one)]));
    expect(mistakes.filter(([, , found]) => found?.length !== 0)).toEqual([]);
    const names = ofKind('Deployment', all).map(({ metadata }) => metadata.name);
    expect(names.toSorted()).toEqual(PROCESSES.map((process) => `pcrm-${process}`).toSorted());
  });

  itBuilds('each process is one of its own, and services and budgets select it alone', () => {
    const all = built('base');
    for (const process of PROCESSES) {
      const labels = {
        'app.kubernetes.io/component': process,
        'app.kubernetes.io/name': 'pcrm',
        'app.kubernetes.io/part-of': 'pcrm',
      };
      const named = <Kind extends Manifest>(kind: string): Kind =>
        only(ofKind<Kind>(kind, all).filter(({ metadata }) => metadata.name === `pcrm-${process}`));
      const { selector, template } = named<Workload>('Deployment').spec;
      expect(template.spec.containers[0].args).toEqual([process]);
      expect(template.metadata.labels).toEqual(labels);
      expect(selector).toEqual({ matchLabels: labels });
      expect(template.spec.topologySpreadConstraints[0].labelSelector.matchLabels).toMatchObject({
        'app.kubernetes.io/component': process,
      });
      expect(named<Selecting>('Service').spec.selector).toEqual(labels);
      expect(named<Selecting>('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: labels });
      expect(named<Autoscaler>('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(`pcrm-${process}`);
    }
  });

  itBuilds('in production nothing is scaled twice, and every process has the whole configuration', () => {
    const all = built('production');
    expect(only(ofKind('HorizontalPodAutoscaler', all)).metadata.name).toBe('pcrm-gateway');
    const { data, metadata } = only(
      ofKind<Configuration>('ConfigMap', all).filter((map) => map.metadata.name.startsWith('pcrm-configuration')),
    );
    expect(data).toMatchObject({ KAFKA_TLS: 'true', INSTALLATION: 'pcrm', PUBLIC_URL: 'https://pcrm.example' });
    for (const { spec } of [...ofKind<Workload>('Deployment', all), ...ofKind<Workload>('Job', all)])
      expect(spec.template.spec.containers[0].envFrom).toEqual([{ configMapRef: { name: metadata.name } }]);
  });
});
