import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const swc = JSON.parse(readFileSync(join(import.meta.dirname, '.swcrc'), 'utf8'));
delete swc.$schema;

/** A `.tsx` is parsed with JSX, everything else is compiled exactly as the build does it. */
const withJsx = {
  ...swc,
  jsc: {
    ...swc.jsc,
    parser: { ...swc.jsc.parser, tsx: true },
    transform: { ...swc.jsc.transform, react: { runtime: 'automatic' } },
  },
};

const TEST_KINDS = {
  /** Runs anywhere, without a browser, a broker or a database. */
  plain: {
    testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
    not: ['\\.(cluster|compose|browser)\\.spec\\.tsx?$'],
    patience: 30_000,
  },
  /** Drives the real dashboard in a real Chromium. */
  browser: { testMatch: ['**/*.browser.spec.ts'], not: [], patience: 60_000 },
  /** Needs real brokers and databases. */
  cluster: { testMatch: ['**/*.cluster.spec.ts'], not: [], patience: 60_000 },
  /** Needs the whole cluster edition in containers. */
  compose: { testMatch: ['**/*.compose.spec.ts'], not: [], patience: 60_000 },
};

const kind = TEST_KINDS[process.env.PCRM_TEST_KIND ?? 'plain'];

/** One configuration for every project; `tools/jest.mjs` starts Jest with the project as its root. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['pcrm:source', 'node', 'node-addons'] },
  testMatch: kind.testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.types/', ...kind.not],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.types/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  resolver: join(import.meta.dirname, 'tools/jest/resolver.cjs'),
  transform: { '\\.ts$': ['@swc/jest', swc], '\\.tsx$': ['@swc/jest', withJsx] },
  coverageDirectory: 'test-results/coverage',
  testTimeout: kind.patience,
  maxWorkers: 2,
};
