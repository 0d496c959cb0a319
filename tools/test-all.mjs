// Everything that must hold before a change is handed in: types, lint, boundaries, tests. Goes on after a failure, to show all of them.
// Arguments are Nx's own: `npm test -- -p @pcrm/clients`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countTests, forgetResults, sayCount } from './count-tests.mjs';

const nx = join(import.meta.dirname, '..', 'node_modules/nx/dist/bin/nx.js');

function runMany(...args) {
  const flags = ['run-many', '--outputStyle=static-failures-only', ...args, ...process.argv.slice(2)];
  return spawnSync(process.execPath, [nx, ...flags], { stdio: 'inherit' }).status === 0;
}

// The lint is one long task for all projects: with three at a time it begins at once, beside types that wait for others.
const checked = runMany('-t', 'typecheck', 'lint', 'boundaries', '--parallel=3');
forgetResults('plain');
// One project at a time: Jest itself uses both cores, and a test that measures time needs them.
const tested = runMany('-t', 'test', '--parallel=1');

const count = countTests('plain');
const ran = count.passed + count.failed > 0;
if (!checked) console.log('\nTypes, lint or boundaries are broken: see above.');
if (!ran) console.log('\nNo test ran.');
sayCount(count);
process.exitCode = checked && tested && ran && count.failed === 0 ? 0 : 1;
