import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The repository whose rules are put to the test. */
export const repository = join(import.meta.dirname, '..', '..');

/** A small repository in a temporary folder, with exactly these files. */
export class Planted implements Disposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));

  constructor(files: Record<string, string>) {
    for (const [path, text] of Object.entries(files)) this.put(path, text);
  }

  put(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  link(path: string, to: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    symlinkSync(to, join(this.folder, path));
  }

  /** Runs one of the repository's own tools in here and reads what it prints as JSON. */
  run(tool: string, ...args: string[]): unknown {
    const { stdout, stderr } = spawnSync(process.execPath, [join(repository, 'node_modules', tool), ...args], {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: '' },
      maxBuffer: 64 * 1024 * 1024,
      encoding: 'utf8',
    });
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`${tool} did not answer in JSON:\n${stderr}${stdout}`);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
