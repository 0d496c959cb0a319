/** An object of Kubernetes as a file says it. */
export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
};

type Selector = { readonly matchLabels: Readonly<Record<string, string>> };

/** A Deployment or a Job, as far as the specs look at it. */
export type Workload = Manifest & {
  spec: {
    selector?: Selector;
    minReadySeconds?: unknown;
    readonly strategy: { readonly rollingUpdate: object };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: { readonly runAsUser: number; readonly runAsGroup: number };
        readonly topologySpreadConstraints: readonly [{ readonly labelSelector: Selector }];
        readonly containers: readonly [Container];
      };
    };
  };
};
type Probe = { readonly httpGet: object };
type Container = {
  image: unknown;
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string } };
  }[];
  readonly envFrom: object;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: object;
  readonly securityContext: object;
};
export type Scaled = Manifest & {
  readonly spec: {
    readonly maxReplicaCount: number;
    readonly triggers: readonly { readonly type: string; readonly metadata: Readonly<Record<string, string>> }[];
  };
};
export type Autoscaler = Manifest & {
  readonly spec: { readonly maxReplicas: number; readonly scaleTargetRef: { readonly name: string } };
};
export type Selecting = Manifest & { readonly spec: { readonly selector: Selector | Selector['matchLabels'] } };
export type Configuration = Manifest & { readonly data: Readonly<Record<string, string>> };
export type Account = Manifest & { readonly automountServiceAccountToken: boolean };

type Validating = { readonly prototype: { validate(this: unknown): void } };

/** Which package ships the schemas of a group. */
const packageOf = (apiVersion: string): string => {
  if (apiVersion.startsWith('keda.sh/')) return '@kubernetes-models/keda';
  if (apiVersion.startsWith('monitoring.coreos.com/')) return '@kubernetes-models/prometheus-operator';
  return 'kubernetes-models';
};

/** What is wrong with an object: what its schema says, and every field that the schema does not know. Empty when nothing is. */
export async function mistakesIn(manifest: Manifest): Promise<readonly string[]> {
  const { apiVersion, kind } = manifest;
  const model = (await import(`${packageOf(apiVersion)}/${apiVersion}/${kind}`)) as Record<string, Validating>;
  const known = new Known(manifest);
  try {
    model[kind]?.prototype.validate.call(known.watched);
  } catch (error) {
    return [String((error as Error).message)];
  }
  return known.neverAsked();
}

/**
 * A compiled schema asks an object for each field it knows, and goes through all keys of a map. So a field that was never asked
 * for is one that Kubernetes does not know: misspelled, or in the wrong place.
 */
class Known {
  readonly watched: object;
  private readonly asked = new Map<object, Set<string>>();

  constructor(private readonly manifest: object) {
    this.watched = this.watch(manifest);
  }

  neverAsked(): readonly string[] {
    return this.unknownIn(this.manifest, '');
  }

  private watch<Watched extends object>(object: Watched): Watched {
    const asked = new Set<string>();
    this.asked.set(object, asked);
    return new Proxy(object, {
      get: (target, key) => {
        asked.add(String(key));
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'object' && value !== null ? this.watch(value) : value;
      },
    });
  }

  private unknownIn(object: object, path: string): readonly string[] {
    const asked = this.asked.get(object) ?? new Set<string>();
    return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
      const place = `${path}/${key}`;
      if (!asked.has(key)) return [`${place} is not known`];
      return typeof value === 'object' && value !== null ? this.unknownIn(value, place) : [];
    });
  }
}
