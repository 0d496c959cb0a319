import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryFolder } from '../../leftovers.js';

export type Outcome = 'killed' | 'survived' | 'timed out';

/** Longest run of the specs of one mutant, in milliseconds: one that never ends is as good as noticed. */
const PATIENCE_MS = 60_000;
const COPIED = ['services', 'tools', '.swcrc', 'jest.base.mjs', 'package.json', 'tsconfig.json', 'tsconfig.base.json'];

/** A copy of the services in which sources may be wrong for a while; everything else is that of the project. */
export class Scratch implements Disposable {
  readonly #own = new TemporaryFolder('mutants');
  private readonly folder = this.#own.path;

  constructor(root: string) {
    const filter = (path: string): boolean => !/\/(dist|\.types|test-results)$/.test(path);
    for (const name of COPIED) cpSync(join(root, name), join(this.folder, name), { recursive: true, filter });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** What the specs that reach a file say when it reads like this: those beside it first, then those over HTTP. */
  async tried(file: string, source: string): Promise<Outcome> {
    const path = join(this.folder, file);
    const original = readFileSync(path, 'utf8');
    writeFileSync(path, source);
    try {
      const beside = await this.specs(file, ['--testPathIgnorePatterns', String.raw`\.e2e\.spec\.ts$`, '/node_modules/', '/dist/']); // prettier-ignore
      return beside === 'survived' ? await this.specs(file, ['--testPathPatterns', String.raw`\.e2e\.spec\.ts$`]) : beside;
    } finally {
      writeFileSync(path, original);
    }
  } // prettier-ignore

  /** Whether all specs of a service pass while nothing is wrong: where they do not, nothing could be noticed. */
  async isWhole(service: string): Promise<boolean> {
    return (await this.jest(`services/${service}`, ['--runInBand', '--silent'], 6 * PATIENCE_MS)) === 'survived';
  }

  private async specs(file: string, which: readonly string[]): Promise<Outcome> {
    const related = ['--findRelatedTests', join(this.folder, file), '--bail', '--passWithNoTests', '--runInBand'];
    return await this.jest(file.split('/').slice(0, 2).join('/'), [...related, ...which], PATIENCE_MS);
  }

  private async jest(project: string, args: readonly string[], patience: number): Promise<Outcome> {
    const jest = join(this.folder, 'tools/jest.mjs');
    const cwd = join(this.folder, project);
    const child = spawn(process.execPath, [jest, ...args], { cwd, stdio: 'ignore', detached: true });
    const ended = once(child, 'close') as Promise<[number | null]>;
    let isLate = false;
    // The runner has a process of its own below it: the whole group ends.
    const late = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, patience);
    const [code] = await ended;
    clearTimeout(late);
    if (isLate) return 'timed out';
    return code === 0 ? 'survived' : 'killed';
  }

  [Symbol.dispose](): void {
    this.#own[Symbol.dispose]();
  }
}
