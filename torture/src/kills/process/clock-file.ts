import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

const PRELOAD = fileURLToPath(new URL('./moved-clock.js', import.meta.url));
/** Longer than a process looks away from the file. */
const NOTICED_MS = 15;

/** The clock of a branch's machine, in a file: it outlives every process, so that a killed one finds the same time. */
export class ClockFile {
  #told: string;

  constructor(
    private readonly path: string,
    instant: string,
  ) {
    this.#told = instant;
    this.#write();
  }

  /** What a process is started with to go by it. */
  get execArgv(): readonly string[] {
    return ['--import', PRELOAD];
  }
  get env(): { readonly [variable: string]: string } {
    return { PCRM_TORTURE_CLOCK: this.path };
  }

  /** Milliseconds since epoch by this clock. */
  now(): number {
    return this.#told.includes('T') ? Date.parse(this.#told) : Date.now() + Number(this.#told);
  }

  /** Stands at an instant (ISO 8601); every process knows it when this resolves. */
  async standAt(instant: string): Promise<void> {
    await this.#tell(instant);
  }

  /** Runs, so many milliseconds ahead of the machine. */
  async runAhead(milliseconds: number): Promise<void> {
    await this.#tell(String(milliseconds));
  }

  async #tell(told: string): Promise<void> {
    this.#told = told;
    this.#write();
    await pause(NOTICED_MS);
  }

  /** Beside its place first: nobody reads half of it. */
  #write(): void {
    writeFileSync(`${this.path}.new`, this.#told);
    renameSync(`${this.path}.new`, this.path);
  }
}
