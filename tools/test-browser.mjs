// Drives the built dashboard in a real Chromium: dashboard/**/*.browser.spec.ts, which find its path in CHROMIUM.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
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

/** Loads a small branch, once for all specs: each works on a copy of its own. */
async function load(folder) {
  const start = join(root, 'deploy/embedded/dist/start.js');
  const child = spawn(process.execPath, [start, '--clients', '600', '--days', '45', '--seed', '1'], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', PCRM_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (line.startsWith('PCRM is ready')) child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`the branch could not be loaded: ${String(code)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'pcrm-loaded-'));
try {
  const PCRM_LOADED = join(folder, 'data');
  if (!process.env.PCRM_URL) await load(PCRM_LOADED);
  forgetResults('browser');
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'tools/jest.mjs'), '--kind=browser', ...process.argv.slice(2)],
    { cwd: join(root, 'dashboard'), stdio: 'inherit', env: { ...process.env, CHROMIUM, PCRM_LOADED } },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.length === 2) sayCount(countTests('browser'));
