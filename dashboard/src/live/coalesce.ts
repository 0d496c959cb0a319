import { EVERYTHING, withTold, type Changes, type Told } from './told.js';

/** Waits this long for more before the page reads again. */
export const COALESCED_MS = 250;
/** So long what is being read again is left to be read, whatever is told meanwhile. */
export const LEFT_MS = 10_000;

type Timer = { readonly set: (run: () => void, ms: number) => unknown; readonly clear: (timer: unknown) => void };
const windowTimer: Timer = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as number),
};

/**
 * Gathers what is told into one reading: a feed of thousands of lines is not thousands of requests. A page nobody looks at waits until
 * somebody does. The next reading waits for the one before: otherwise news that comes faster than a list is read would never let it end.
 */
export class Coalesced {
  private pending: Changes = new Map();
  private timer: unknown;
  /** Ends the wait for what is being read. */
  private reading: unknown;
  private stopped = false;

  constructor(
    private readonly flushed: (changes: Changes) => unknown,
    private readonly hidden: () => boolean = () => false,
    private readonly clock: Timer = windowTimer,
  ) {}

  tell(told: Told): void {
    this.pending = withTold(this.pending, told);
    this.schedule();
  }

  /** What was missed is not known: everything is read again. */
  reset(): void {
    this.tell({ view: EVERYTHING, keys: [], position: '' });
  }

  /** The page is looked at again. */
  shown(): void {
    if (this.pending.size > 0) this.schedule();
  }

  stop(): void {
    this.stopped = true;
    this.clock.clear(this.timer);
    this.clock.clear(this.reading);
  }

  private schedule(): void {
    if (this.stopped || this.reading !== undefined) return;
    this.timer ??= this.clock.set(() => this.flush(), COALESCED_MS);
  }

  private flush(): void {
    this.timer = undefined;
    if (this.hidden() || this.pending.size === 0) return;
    const changes = this.pending;
    this.pending = new Map();
    const reading = this.clock.set(() => this.readIn(reading), LEFT_MS);
    this.reading = reading;
    const ended = (): void => this.readIn(reading);
    void Promise.resolve(this.flushed(changes)).then(ended, ended);
  }

  /** What was being read is there, failed, or takes too long. */
  private readIn(reading: unknown): void {
    if (this.reading !== reading) return;
    this.clock.clear(reading);
    this.reading = undefined;
    if (this.pending.size > 0) this.schedule();
  }
}
