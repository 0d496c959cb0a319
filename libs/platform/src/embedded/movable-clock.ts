import type { Clock } from '@pcrm/event-sourcing';

/** The places of the shared buffer: milliseconds added to real time; the instant at which the clock stands, 0 when it runs. */
const [OFFSET, STANDING] = [0, 1];

/** A clock that all threads given the same buffer share: who moves it moves it for all. */
export class MovableClock implements Clock {
  readonly #cells: BigInt64Array;

  /** `real` is real time in ms since epoch. */
  constructor(
    readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT),
    private readonly real: () => number = Date.now,
  ) {
    this.#cells = new BigInt64Array(buffer);
  }

  now(): string {
    const standing = Number(Atomics.load(this.#cells, STANDING));
    const at = standing === 0 ? this.real() + Number(Atomics.load(this.#cells, OFFSET)) : standing;
    return new Date(at).toISOString();
  }

  /** Stands at an instant (ISO 8601) until it is moved or let run. */
  standAt(instant: string): void {
    Atomics.store(this.#cells, STANDING, BigInt(Date.parse(instant)));
  }

  /** Runs on from an instant (ISO 8601). */
  runFrom(instant: string): void {
    Atomics.store(this.#cells, OFFSET, BigInt(Date.parse(instant) - this.real()));
    Atomics.store(this.#cells, STANDING, 0n);
  }

  /** Runs with real time again. */
  runReal(): void {
    Atomics.store(this.#cells, OFFSET, 0n);
    Atomics.store(this.#cells, STANDING, 0n);
  }
}
