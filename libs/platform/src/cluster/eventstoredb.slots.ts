import { Unavailable } from '@pcrm/event-sourcing';

/** Lets a bounded number of works run at once; the others wait in the order they came, and too many are turned away. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #next = 0;
  #free: number;

  constructor(
    count: number,
    private readonly mostWaiting: number,
  ) {
    this.#free = count;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length - this.#next >= this.mostWaiting) throw new Unavailable('too many appends wait');
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting[this.#next];
    if (!next) this.#free += 1;
    else {
      this.#next += 1;
      next();
    }
    if (this.#next < 1000 && this.#next < this.#waiting.length) return;
    this.#waiting.splice(0, this.#next);
    this.#next = 0;
  }
}
