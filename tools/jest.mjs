// Runs Jest for the project in the current folder: `node ../../tools/jest.mjs [--kind=plain|browser|cluster|compose] [Jest's own arguments]`.
// Without further arguments the result is kept in test-results/<kind>.json, from which `npm test` counts.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PATTERNS = {
  plain: '**/*.spec.{ts,tsx}',
  browser: '**/*.browser.spec.ts',
  cluster: '**/*.cluster.spec.ts',
  compose: '**/*.compose.spec.ts',
};

const kind = process.argv.find((argument) => argument.startsWith('--kind='))?.slice('--kind='.length) ?? 'plain';
const rest = process.argv.slice(2).filter((argument) => !argument.startsWith('--kind='));
if (!(kind in PATTERNS))
  throw new Error(`There is no kind of test called "${kind}": ${Object.keys(PATTERNS).join(', ')}.`);

const root = join(import.meta.dirname, '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const args = ['--config', join(root, 'jest.base.mjs'), '--rootDir', '.', ...rest];
// One file after the other: they share the parts, and some take a broker away.
if (kind === 'cluster') args.push('--maxWorkers=1');

mkdirSync('test-results', { recursive: true });
if (rest.length === 0) {
  const result = join('test-results', `${kind}.json`);
  rmSync(result, { force: true });
  args.push('--json', `--outputFile=${result}`);
  if (!hasSpecs()) args.push('--passWithNoTests');
}

const { status, signal } = spawnSync(process.execPath, [jest, ...args], {
  stdio: rest.length === 0 ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  env: {
    ...process.env,
    PCRM_TEST_KIND: kind,
    // What was compiled once is read the next time, by Jest and by every process that a spec starts.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    ...(['cluster', 'compose'].includes(kind) && { PCRM_TEST_PATIENCE_MS: '20000' }),
    NODE_OPTIONS:
      `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
  },
});
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;

/** A project may be without specs; one that has specs and runs none has lost them, and fails. */
function hasSpecs() {
  const exclude = (name) => ['node_modules', 'dist', '.types'].includes(name);
  const found = globSync(PATTERNS[kind], { exclude });
  return kind === 'plain' ? found.some((file) => !/\.(cluster|compose|browser)\.spec\./.test(file)) : found.length > 0;
}
