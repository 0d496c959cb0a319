import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every package with its version: the judge is the same on every machine. */
const REQUIREMENTS = fileURLToPath(new URL('../../../judges/requirements.txt', import.meta.url));

const cacheFolder = (): string =>
  process.env['PCRM_CACHE_DIR'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pcrm');

/** Where the judge lies, installed once into the cache; or why it cannot be had. */
export async function judgeProgram(): Promise<{ readonly program: string } | { readonly missing: string }> {
  const requirements = readFileSync(REQUIREMENTS);
  const version = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `schemathesis-${version}`);
  const program = join(folder, 'bin', 'schemathesis');
  // Written last: a folder without it was left by an installation that did not end.
  const whole = join(folder, 'whole');
  if (existsSync(whole)) return { program };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cacheFolder(), { recursive: true });
  const said =
    (await complaintOf('python3', ['-m', 'venv', folder])) ??
    (await complaintOf(join(folder, 'bin', 'pip'), ['install', '-q', '--no-input', '--disable-pip-version-check', '-r', REQUIREMENTS])); // prettier-ignore
  if (said !== undefined) return { missing: said };
  writeFileSync(whole, '');
  return { program };
}

/** What a command says when it does not end well. */
async function complaintOf(command: string, args: readonly string[]): Promise<string | undefined> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? undefined : `${command} ${args.join(' ')} failed: ${said.trim().slice(-600)}`;
  } catch (error) {
    return `${command} cannot be started: ${(error as Error).message}`;
  }
}
