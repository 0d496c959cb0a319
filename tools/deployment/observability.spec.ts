import { parser } from '@prometheus-io/lezer-promql';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { fixedClock, type ServiceDefinition } from '@pcrm/event-sourcing';
import {
  bearer,
  createHttpApp,
  LocalBackstage,
  LocalChangeFeed,
  offerOperations,
  PlatformModule,
  processLog,
  ServiceModule,
  tokenVerifier,
} from '@pcrm/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { itNeeds, printed, read, yamlOf } from './files.js';

type Rule = {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: object;
  readonly annotations?: { readonly summary?: string };
};
const folder = 'deploy/observability';
const { groups } = yamlOf(`${folder}/rules.yaml`) as {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.filter(({ alert }) => alert !== undefined);
type Panel = {
  readonly id: number;
  readonly datasource: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
};
const { panels } = JSON.parse(read(`${folder}/board.json`)) as { readonly panels: readonly Panel[] };
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

type Selector = { readonly metric: string; readonly labels: Readonly<Record<string, string>> };

/** Every series an expression reads, with the labels it asks for; throws when it is no PromQL. */
function selectorsIn(expression: string): readonly Selector[] {
  const found: { metric: string; labels: Record<string, string> }[] = [];
  const text = (node: { from: number; to: number }): string => expression.slice(node.from, node.to);
  parser.parse(expression).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`no PromQL at ${String(node.from)}: ${expression}`);
      if (node.name === 'VectorSelector') found.push({ metric: text(node.node.getChild('Identifier')!), labels: {} });
      if (node.name === 'UnquotedLabelMatcher')
        found.at(-1)!.labels[text(node.node.getChild('LabelName')!)] = text(node.node.getChild('StringLiteral')!).slice(
          1,
          -1,
        );
    },
  });
  return found;
}

/** A service that makes a view anew and has all numbers there are. */
const definition = {
  name: 'kitchen',
  aggregates: [],
  projections: [],
  reactions: [],
  agendas: [],
} as unknown as ServiceDefinition;
const standing = {
  view: 'kitchen.list.v1',
  live: true,
  applied: 5,
  parkedKeys: 1,
  parked: 2,
  lag: 3,
  made: 4,
  toMake: 9,
};

describe('what is watched', () => {
  let app: NestFastifyApplication;
  let exposed = '';
  beforeAll(async () => {
    const backstage = new LocalBackstage();
    offerOperations(backstage, 'kitchen', {
      views: async () => [standing],
      readUpTo: async () => ({ atRest: true, said: true, heard: true, ends: [] }),
      lastProgress: async () => 0,
    } as unknown as Parameters<typeof offerOperations>[2]);
    const clock = fixedClock('2026-11-23T01:00:00.000Z');
    const ports = {
      events: new InMemoryEventStore(),
      rows: new InMemoryRowStore(),
      vault: new InMemoryKeyVault(),
      clock,
      backstage,
      changes: new LocalChangeFeed(),
    };
    app = await createHttpApp([PlatformModule.with(ports), ServiceModule.for(definition)], {
      clock,
      authenticate: bearer(tokenVerifier({ secret: new Uint8Array(32) })),
      log: processLog({ name: 'kitchen', level: 'silent' }),
      bodyLimitBytes: 10_000,
      rateLimitPerMinute: 0,
    });
    await app.inject('/health/live');
    exposed = (await app.inject('/metrics')).body;
  });
  afterAll(() => app.close());

  /** What Prometheus itself says of each scrape, and what the rules record. */
  const others = new Set(['up', ...rules.flatMap(({ record }) => record ?? [])]);

  it('is PromQL about metrics, labels and numbers that a process exposes', () => {
    const read = expressions.flatMap(selectorsIn).filter(({ metric }) => !others.has(metric));
    expect(read.length).toBeGreaterThan(20);
    const lines = exposed.split('\n');
    for (const { metric, labels } of read) {
      const series = lines.filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `));
      expect([metric, series.length > 0]).toEqual([metric, true]);
      for (const [label, value] of Object.entries(labels).filter(([name]) => name !== 'job')) {
        const told = label === 'what' ? `what="${value}"` : `${label}="`;
        expect([metric, told, series.some((line) => line.includes(told))]).toEqual([metric, told, true]);
      }
    }
  });

  it('would not pass with a metric that nobody exposes, or with what is no PromQL', () => {
    expect(selectorsIn('rate(pcrm_view_lag[5m])').map(({ metric }) => exposed.includes(metric))).toEqual([false]);
    expect(() => selectorsIn('sum by (service pcrm_consumer')).toThrow('no PromQL');
  });
});

describe('the alerts', () => {
  const page = read('docs/operations.md');
  it.each(alerts.map((rule) => [rule.alert, rule] as const))(
    '%s says what is wrong, how grave it is, and the page says what to do',
    (name, rule) => {
      expect(rule.annotations?.summary).toMatch(/\.$/);
      expect(rule.labels).toEqual({ severity: expect.stringMatching(/^(warning|critical)$/) });
      expect(page).toContain(`\`${name}\``);
    },
  );

  const { it: itPromises, unless } = itNeeds('promtool');
  itPromises(`fire when they should, and only then${unless}`, () => {
    expect(printed('promtool', ['check', 'rules', `${folder}/rules.yaml`])).toContain('SUCCESS');
    expect(printed('promtool', ['test', 'rules', `${folder}/rules.test.yaml`])).toContain('SUCCESS');
  });
});

describe('what the Prometheus operator is given', () => {
  it('are the same rules, in the object that it reads', () => {
    const shipped = yamlOf(`${folder}/prometheus-rule.yaml`) as { readonly kind: string; readonly spec: object };
    expect(shipped).toMatchObject({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule' });
    expect(shipped.spec).toEqual({ groups });
  });

  it('are shipped as that object only', () => {
    const { resources, configMapGenerator } = yamlOf(`${folder}/kustomization.yaml`) as {
      readonly resources: readonly string[];
      readonly configMapGenerator: readonly { readonly files: readonly string[] }[];
    };
    expect(resources).toContain('prometheus-rule.yaml');
    expect(configMapGenerator.flatMap(({ files }) => files)).toEqual(['pcrm.json=board.json']);
  });
});

describe('every alert', () => {
  it('has a case in which it fires', () => {
    type Case = { readonly alertname: string; readonly exp_alerts?: readonly object[] };
    const { tests } = yamlOf(`${folder}/rules.test.yaml`) as {
      readonly tests: readonly { readonly alert_rule_test: readonly Case[] }[];
    };
    const fired = tests.flatMap((test) => test.alert_rule_test).filter(({ exp_alerts: told }) => told?.length);
    expect(new Set(fired.map(({ alertname }) => alertname))).toEqual(new Set(alerts.map(({ alert }) => alert)));
  });
});

describe('the board', () => {
  it('shows every panel in a place of its own, with an id of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, nth) => `${x + (nth % w)},${y + Math.floor(nth / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
  it('leaves the choice of the data source to Grafana', () => {
    expect(new Set(panels.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));
  });
});
