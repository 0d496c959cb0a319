import { join } from 'node:path';
import { Planted, repository } from './planted.js';

type Cruise = { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };

/** Each of these files breaks exactly the one rule it stands under. */
const forbidden: Record<string, Record<string, string>> = {
  'the-kernel-stands-alone': {
    'libs/event-sourcing/src/uses-a-package.ts': `import 'rxjs';`,
    'libs/event-sourcing/src/knows-contracts.ts': `import '@pcrm/contracts';`,
  },
  'the-kernel-touches-nothing': {
    'libs/event-sourcing/src/reads-files.ts': `import 'node:fs';`,
    'libs/event-sourcing/src/opens-sockets.ts': `import 'node:net';`,
  },
  'contracts-are-words': {
    'libs/contracts/src/knows-nest.ts': `import '@nestjs/common';`,
    'libs/contracts/src/reads-files.ts': `import 'node:fs';`,
    'libs/contracts/src/knows-platform.ts': `import '@pcrm/platform';`,
  },
  'platform-carries-services': {
    'libs/platform/src/knows-a-service.ts': `import '../../../services/clients/src/index.js';`,
  },
  'local-parts-serve-tests': {
    'libs/platform/src/starts-a-broker.ts': `import '../../../deploy/cluster/local/parts.mjs';`,
  },
  'services-never-import-each-other': {
    'services/allocation/src/allocation.module.ts': `import type { X } from '@pcrm/clients';\nexport type Y = X;`,
  },
  'dashboard-knows-only-contracts': {
    'dashboard/src/knows-platform.tsx': `import type { X } from '@pcrm/platform';\nexport type Y = X;`,
  },
  'dashboard-takes-only-types': {
    'dashboard/src/takes-a-class.tsx': `import { message } from '@pcrm/contracts';\nexport const x = message;`,
  },
  'cli-knows-only-contracts': {
    'cli/src/knows-the-kernel.ts': `import '@pcrm/event-sourcing';`,
  },
  'drivers-live-in-platform': {
    'services/clients/src/clients.module.ts': `import 'mongoose';`,
    'services/clients/src/clients.config.ts': `import 'node:sqlite';`,
  },
  'the-core-is-pure': {
    'services/clients/src/value/decide-with-nest.ts': `import '@nestjs/common';`,
    'services/clients/src/value/decide-with-chance.ts': `import 'node:crypto';`,
    'services/clients/src/value/decide-with-platform.ts': `import type { X } from '@pcrm/platform';\nexport type Y = X;`,
  },
  'chapters-meet-in-events': {
    'services/clients/src/value/looks-into-upgrade.ts': `import '../upgrade/tier-standing.js';`,
  },
  'slices-do-not-know-each-other': {
    'services/clients/src/upgrade/lower-tier/lower-tier.ts': `import '../upgrade-tier/upgrade-tier.js';`,
  },
  'no-circular': {
    'libs/platform/src/egg.ts': `import type { Hen } from './hen.js';\nexport type Egg = Hen;`,
  },
  'imports-lead-somewhere': {
    'libs/platform/src/leads-nowhere.ts': `import './nowhere.js';`,
  },
  'imports-are-declared': {
    'libs/platform/src/borrows.ts': `import 'undeclared';`,
  },
};

/** What the same rules must leave alone. */
const allowed: Record<string, string> = {
  'libs/event-sourcing/src/index.ts': `import 'node:crypto';\nexport type X = 1;`,
  'libs/event-sourcing/src/store.contract.ts': `import './index.js';`,
  'libs/event-sourcing/src/store.spec.ts': `import 'node:fs';`,
  'libs/contracts/src/index.ts': `import 'class-validator';\nimport '@pcrm/event-sourcing';\nexport const message = 1;\nexport type X = 1;`,
  'libs/contracts/src/samples.spec.ts': `import 'node:fs';`,
  'libs/platform/src/index.ts': `import 'node:sqlite';\nimport 'mongoose';\nimport '@pcrm/event-sourcing';\nimport '@pcrm/contracts';\nexport type X = 1;`,
  'libs/platform/src/kafka.cluster.spec.ts': `import '../../../deploy/cluster/local/parts.mjs';`,
  'services/clients/src/index.ts': `export type X = 1;`,
  'services/clients/src/main.ts': `import '@nestjs/common';\nimport '@pcrm/platform';`,
  'services/clients/src/upgrade/tier-standing.ts': `import '@pcrm/event-sourcing';\nimport '@pcrm/contracts';`,
  'services/clients/src/upgrade/tier-standing.events.ts': `export type X = 1;`,
  'services/clients/src/upgrade/upgrade-tier/upgrade-tier.ts': `import '../tier-standing.js';\nimport 'tyme4ts';`,
  'services/clients/src/upgrade/upgrade-tier/upgrade-tier.controller.ts': `import '@nestjs/common';\nimport './upgrade-tier.js';`,
  'services/clients/src/upgrade/when-average-computed/upgrade-when-average-computed.ts': `import '../upgrade-tier/upgrade-tier.js';`,
  'services/clients/src/register/file.adapter.ts': `import 'node:sqlite';`,
  'services/clients/src/say/publish.ts': `import '../upgrade/tier-standing.events.js';`,
  'dashboard/src/main.tsx': `import type { X } from '@pcrm/contracts';\nexport type Y = X;`,
  'cli/src/main.ts': `import '@pcrm/contracts';`,
  'deploy/cluster/local/parts.mjs': `import 'node:child_process';`,
  'deploy/embedded/src/start.ts': `import '@pcrm/clients';\nimport '@pcrm/platform';`,
};

/** The other half of the circle, which is reported once. */
const hen = { 'libs/platform/src/hen.ts': `import type { Egg } from './egg.js';\nexport type Hen = Egg;` };

const workspaces: Record<string, string[]> = {
  'libs/event-sourcing': ['rxjs', '@pcrm/contracts'],
  'libs/contracts': ['@pcrm/event-sourcing', '@pcrm/platform', 'class-validator', '@nestjs/common'],
  'libs/platform': ['@pcrm/contracts', '@pcrm/event-sourcing', 'mongoose'],
  'services/clients': [
    '@pcrm/contracts',
    '@pcrm/event-sourcing',
    '@pcrm/platform',
    '@nestjs/common',
    'mongoose',
    'tyme4ts',
  ],
  'services/allocation': ['@pcrm/clients'],
  dashboard: ['@pcrm/contracts', '@pcrm/platform'],
  cli: ['@pcrm/contracts', '@pcrm/event-sourcing'],
  'deploy/embedded': ['@pcrm/clients', '@pcrm/platform'],
};

function plant(): Planted {
  const planted = new Planted(Object.assign({ 'package.json': '{}' }, hen, allowed, ...Object.values(forbidden)));
  for (const [folder, needs] of Object.entries(workspaces)) {
    const name = `@pcrm/${folder.split('/').at(-1)}`;
    const dependencies = Object.fromEntries(needs.map((need) => [need, '*']));
    const exports = { '.': { 'pcrm:source': './src/index.ts', default: './dist/index.js' } };
    planted.put(`${folder}/package.json`, JSON.stringify({ name, version: '1.0.0', exports, dependencies }));
    planted.link(`node_modules/${name}`, join(planted.folder, folder));
  }
  for (const name of ['rxjs', 'mongoose', 'tyme4ts', 'class-validator', '@nestjs/common', 'undeclared']) {
    planted.put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    planted.put(`node_modules/${name}/index.js`, '');
  }
  return planted;
}

describe('the boundaries', () => {
  const broken = new Map<string, Set<string>>();

  beforeAll(() => {
    using planted = plant();
    const cruise = planted.run(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      ...['--config', join(repository, '.dependency-cruiser.mjs'), '--output-type', 'json'],
      ...['libs', 'services', 'dashboard', 'cli', 'deploy'],
    ) as Cruise;
    for (const { from, rule } of cruise.summary.violations) {
      broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
    }
  });

  for (const [rule, files] of Object.entries(forbidden)) {
    it.each(Object.keys(files))(`${rule}: %s`, (file) => expect([...(broken.get(file) ?? [])]).toEqual([rule]));
  }

  it.each(Object.keys(allowed))('leave alone %s', (file) => expect([...(broken.get(file) ?? [])]).toEqual([]));

  it('are each put to the test', async () => {
    const { default: config } = (await import(join(repository, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    expect(Object.keys(forbidden).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });
});
