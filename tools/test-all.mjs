// Everything that must hold before a change is handed in: types, lint, boundaries, tests. Goes on after a failure, to show all of them.
// Arguments are Nx's own. With projects among them it runs their tests and nothing else: `npm test -- -p @pcrm/clients`; the checks
// look at all projects at once, alone with `npm run check`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countTests, forgetResults, sayCount } from './count-tests.mjs';

const nx = join(import.meta.dirname, '..', 'node_modules/nx/dist/bin/nx.js');
const given = process.argv.slice(2);
const named = given.some((argument) => /^(-p|--projects?)(=|$)/.test(argument));

function runMany(...args) {
  const flags = ['run-many', '--outputStyle=static-failures-only', ...args, ...given];
  return spawnSync(process.execPath, [nx, ...flags], { stdio: 'inherit' }).status === 0;
}

const checked = named || runMany('-t', 'typecheck', 'lint', 'boundaries');
forgetResults('plain');
// One project at a time: Jest itself uses both cores, and a test that measures time needs them.
const tested = runMany('-t', 'test', '--parallel=1');

const count = countTests('plain');
const ran = count.passed + count.failed > 0;
if (!checked) console.log('\nTypes, lint or boundaries are broken: see above.');
if (!ran) console.log('\nNo test ran.');
sayCount(count);
process.exitCode = checked && tested && ran && count.failed === 0 ? 0 : 1;
