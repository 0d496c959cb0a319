import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Scratch } from '../scratch.js';

export const EMMETT = { name: '@event-driven-io/emmett-sqlite', version: '0.38.5' };
/** Native; built where npm finds no binary. It is nowhere in this tree. */
const DRIVER = 'sqlite3';
/** A native build takes minutes; npm that hangs is given up. */
const PATIENCE_MS = 400_000;

/** Folder with emmett and its native driver, fetched when it is not there yet; or why it cannot be had. */
export async function fetchEmmett(
  scratch: Scratch,
): Promise<{ readonly modules: string } | { readonly lacks: string }> {
  const cache = process.env['PCRM_CACHE_DIR'] ?? join(homedir(), '.cache', 'pcrm');
  const modules = join(cache, `emmett-sqlite-${EMMETT.version}`);
  const noted = join(modules, 'installed');
  if (!existsSync(noted)) {
    const lacks = await install(modules, scratch);
    if (lacks !== undefined) return { lacks };
    writeFileSync(noted, '');
  }
  return loads(modules) ? { modules } : { lacks: `what was built in ${modules} does not load: remove it` };
}

/** Undefined when it went well, else why not. */
async function install(modules: string, scratch: Scratch): Promise<string | undefined> {
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts'];
  const child = scratch.watch(
    spawn('npm', [...args, '-E', `${EMMETT.name}@${EMMETT.version}`], {
      ...{ cwd: modules, stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE_MS },
      env: { ...process.env, npm_config_workspaces: 'false', npm_config_prefix: modules },
    }),
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) return `npm install of ${EMMETT.name} failed: ${said.trim().split('\n').at(-1) ?? String(code)}`;
  } catch (error) {
    return `npm cannot be started: ${String(error)}`;
  }
  return loads(modules) ? undefined : `its native driver ${DRIVER} was not built`;
}

function loads(modules: string): boolean {
  try {
    createRequire(join(modules, 'package.json'))(DRIVER);
    return true;
  } catch {
    return false;
  }
}
