// Drives the built dashboard in a real Chromium: dashboard/**/*.browser.spec.ts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countTests, forgetResults, sayCount } from './count-tests.mjs';

const root = join(import.meta.dirname, '..');
forgetResults('browser');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'tools/jest.mjs'), '--kind=browser', ...process.argv.slice(2)],
  {
    cwd: join(root, 'dashboard'),
    stdio: 'inherit',
  },
);
sayCount(countTests('browser'));
process.exitCode = status ?? 1;
