import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything a run leaves on the machine while it lasts: one folder below the temporary one, and the processes it started. */
export class Scratch implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'pcrm-bench-'));
  readonly #children = new Set<ChildProcess>();
  #folders = 0;

  /** A folder that is not there yet, for somebody to make. */
  place(name: string): string {
    return join(this.root, `${name}-${String(++this.#folders)}`);
  }

  /** A new empty folder. */
  folder(name: string): string {
    const path = this.place(name);
    mkdirSync(path);
    return path;
  }

  remove(path: string): void {
    rmSync(path, { recursive: true, force: true });
  }

  /** Ends with the run, whatever becomes of it. */
  watch(child: ChildProcess): ChildProcess {
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  [Symbol.dispose](): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
