import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A running platform with a demo branch. */
export type Branch = { readonly url: string; readonly stop: () => Promise<void> };

const START = fileURLToPath(new URL('../../deploy/embedded/dist/start.js', import.meta.url));

/** The platform at PCRM_URL, else one of our own: the embedded edition on a free port, with a copy of the branch in PCRM_LOADED. */
export async function openBranch(): Promise<Branch> {
  const given = process.env['PCRM_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const loaded = process.env['PCRM_LOADED'];
  if (!loaded) throw new Error('PCRM_LOADED names no branch: run npm run test:browser');
  return await start([], loaded);
}

/** A real branch without anything in it; `setup` is where its first administrator chooses a password. */
export async function openEmptyBranch(): Promise<Branch & { readonly setup: string }> {
  const { said, ...branch } = await start(['--empty']);
  const setup = /\S+\/setup#\S+/.exec(said)?.[0];
  if (setup === undefined) throw new Error(`no link for the first administrator: ${said}`);
  return { ...branch, setup };
}

async function start(args: readonly string[], loaded?: string): Promise<Branch & { readonly said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'pcrm-browser-'));
  const data = join(folder, 'data');
  if (loaded !== undefined) cpSync(loaded, data, { recursive: true });
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', PCRM_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    ...(await ready(child)),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves with the platform's address when it says that it is ready, and all it said; fails with that when it ends before. */
function ready(child: ChildProcess): Promise<{ readonly url: string; readonly said: string }> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /PCRM is ready: (\S+)\s/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, said });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}: ${said}`)));
  });
}
