import { EVERYTHING, withTold, type Changes, type Told } from './told.js';

/** Waits this long for more before the page reads again. */
export const COALESCED_MS = 250;

type Timer = { readonly set: (run: () => void, ms: number) => unknown; readonly clear: (timer: unknown) => void };
const windowTimer: Timer = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as number),
};

/** Gathers what is told into one reading: a feed of thousands of lines is not thousands of requests. A page nobody looks at waits until somebody does. */
export class Coalesced {
  private pending: Changes = new Map();
  private timer: unknown;

  constructor(
    private readonly flushed: (changes: Changes) => void,
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
    this.clock.clear(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    this.timer ??= this.clock.set(() => this.flush(), COALESCED_MS);
  }

  private flush(): void {
    this.timer = undefined;
    if (this.hidden() || this.pending.size === 0) return;
    const changes = this.pending;
    this.pending = new Map();
    this.flushed(changes);
  }
}
