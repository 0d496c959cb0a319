// Drives the built dashboard in a real Chromium: dashboard/**/*.browser.spec.ts, which find its path in CHROMIUM.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { countTests, forgetResults, sayCount } from './count-tests.mjs';

const root = join(import.meta.dirname, '..');

function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

const CHROMIUM = process.env.CHROMIUM ?? chromium();
if (!CHROMIUM) {
  console.error(
    'No Chromium on PATH: install it, or name its executable in CHROMIUM. `.ci/run` installs it on Debian.',
  );
  process.exit(1);
}

forgetResults('browser');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'tools/jest.mjs'), '--kind=browser', ...process.argv.slice(2)],
  { cwd: join(root, 'dashboard'), stdio: 'inherit', env: { ...process.env, CHROMIUM } },
);
if (process.argv.length === 2) sayCount(countTests('browser'));
process.exitCode = status ?? 1;
