import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What stands on the machine while a part runs, by how it is taken away. */
const standing = new Set<() => void>();

/** Has something undone when it is disposed of, or when the program is broken off before that. */
export function undone(undo: () => void): Disposable {
  standing.add(undo);
  return {
    [Symbol.dispose]() {
      if (standing.delete(undo)) undo();
    },
  };
}

/** A new folder below that for temporary files, gone with everything in it when it is disposed of. */
export class TemporaryFolder implements Disposable {
  readonly path: string;
  readonly #gone: Disposable;

  constructor(name: string) {
    const path = mkdtempSync(join(tmpdir(), `pcrm-${name}-`));
    this.path = path;
    // A process that has just been ended may still hold a file.
    this.#gone = undone(() => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  }

  [Symbol.dispose](): void {
    this.#gone[Symbol.dispose]();
  }
}

/** Ends what was started and takes away what stands, the newest first, when the program is broken off: then it ends with 130. */
export function takeAwayWhenBrokenOff(complain: (line: string) => void): void {
  // Not at SIGHUP: who is to outlive its terminal (`nohup`) ignores it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      endDescendants(process.pid);
      for (const undo of [...standing].reverse()) undoOrSay(undo, complain);
      complain('Broken off; what was begun is taken away.');
      process.exit(130);
    });
}

/** What cannot be taken away keeps nothing else from being taken away. */
function undoOrSay(undo: () => void, complain: (line: string) => void): void {
  try {
    undo();
  } catch (error) {
    complain(`Left behind: ${String(error)}`);
  }
}

/** Also those in a group of their own, whom no signal of the terminal reaches. Where there is no /proc, they end as they notice. */
function endDescendants(pid: number): void {
  for (const child of childrenOf(pid)) {
    endDescendants(child);
    try {
      process.kill(child, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    const tasks = readdirSync(`/proc/${String(pid)}/task`);
    return tasks.flatMap((task) =>
      readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}
