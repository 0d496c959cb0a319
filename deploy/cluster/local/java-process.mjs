// One Java process of a local part: started, killed, held and started again, with what it printed kept for the reader of a failure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 10_000;

let watching;
/** The guard of this process: told what was started, it clears up should this process be killed. */
function guard() {
  if (!watching || watching.exitCode !== null) {
    const script = join(import.meta.dirname, 'guard.mjs');
    watching = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    watching.unref();
    watching.stdin.unref();
    watching.stdin.on('error', () => undefined);
  }
  return watching.stdin;
}

/** A folder of this start's own, removed with `removeFolder` or by the guard. */
export function makeFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `pcrm-${name}-`));
  guard().write(`folder ${folder}\n`);
  return folder;
}
export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

export class JavaProcess {
  #child;

  /** `answers` resolves to true once the part really answers; it is asked until then. */
  constructor({ name, args, log, answers }) {
    Object.assign(this, { name, args, log, answers });
  }

  get running() {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
  get pid() {
    return this.#child?.pid;
  }
  get printed() {
    return readFileSync(this.log, { encoding: 'utf8', flag: 'a+' });
  }

  /** Starts it (again) and waits until it answers. */
  async start() {
    if (this.running) throw new Error(`${this.name} runs already.`);
    this.begin();
    await this.ready();
  }

  begin() {
    const child = spawn('java', this.args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    child.on('error', (error) => appendFileSync(this.log, `${error.message}\n`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => appendFileSync(this.log, chunk));
      stream.unref();
    }
    child.unref();
    if (child.pid === undefined) return;
    const { pid } = child;
    guard().write(`child ${pid}\n`);
    child.once('exit', () => guard().write(`gone ${pid}\n`));
  }

  async ready() {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.answers(this))) {
      if (!this.running || Date.now() > deadline) {
        const why = this.running ? 'does not answer' : 'ended';
        await this.kill();
        throw new Error(`${this.name} ${why}:\n${this.printed.split('\n').slice(-30).join('\n')}`);
      }
      await pause(100);
    }
  }

  /** SIGKILL, as a power cut would: nothing is flushed or said. */
  async kill() {
    await this.#end('SIGKILL');
  }
  /** Holds it (SIGSTOP): connections stay open and nothing answers. */
  hold() {
    this.#child?.kill('SIGSTOP');
  }
  release() {
    this.#child?.kill('SIGCONT');
  }
  /** Asks it to end, and kills it when it does not. */
  async stop() {
    this.release();
    const patience = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.#end('SIGTERM');
    clearTimeout(patience);
  }

  async #end(signal) {
    const child = this.#child;
    if (!this.running || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.ref();
    child.kill(signal);
    await ended;
  }
}
