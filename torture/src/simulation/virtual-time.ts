import { syncBuiltinESMExports } from 'node:module';
import type { Event } from './event-queue.js';
import { crypto, real, timers } from './real-time.js';
import type { World } from './world.js';

/** When the run's clock begins, in milliseconds since the epoch: what stands in logs and liveness, not a business time. */
const EPOCH = Date.UTC(2026, 5, 26);
let world: World | undefined;

/** From now on time and chance of this process are those of the run; none: the real ones. */
export function live(inWorld: World | undefined): void {
  world = inWorld;
}
const active = (): World | undefined => (world?.paused === false ? world : undefined);

/** What `setTimeout` of the run answers: as much of Node's as anybody uses. */
class VirtualTimer {
  constructor(private readonly event: Event) {}
  cancel(): void {
    this.event.cancelled = true;
  }
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  [Symbol.dispose](): void {
    this.cancel();
  }
}
type Callback = (...args: unknown[]) => void;

/** Replaces the clocks, timers and chance of this process by ones that belong to the run while there is one. Before anything else is loaded. */
export function installVirtualTime(): void {
  const later =
    (instead: Callback) =>
    (callback: Callback, milliseconds = 0, ...args: unknown[]): unknown => {
      const run = active();
      if (!run) return instead(callback, milliseconds, ...args);
      return new VirtualTimer(run.after(milliseconds, () => callback(...args)));
    };
  const clear =
    (instead: Callback) =>
    (timer: unknown): void => {
      if (timer instanceof VirtualTimer) timer.cancel();
      else instead(timer);
    };
  Object.assign(globalThis, {
    setTimeout: later(real.setTimeout as unknown as Callback),
    clearTimeout: clear(real.clearTimeout as Callback),
    setInterval: (callback: Callback, milliseconds?: number, ...args: unknown[]): unknown => {
      if (active()) throw new Error('an interval has no end: the run knows none');
      return real.setInterval(callback, milliseconds, ...args);
    },
    setImmediate: (callback: Callback, ...args: unknown[]): unknown => {
      const run = active();
      return run ? new VirtualTimer(run.after(0, () => callback(...args))) : real.setImmediate(callback, ...args);
    },
    clearImmediate: clear(real.clearImmediate as Callback),
  });
  Date.now = () => (active() ? EPOCH + Math.floor(active()?.now ?? 0) : real.dateNow());
  performance.now = () => active()?.now ?? real.performanceNow();
  Math.random = () => (active() ? (active()?.chance.next() ?? 0) : real.random());
  Object.assign(crypto, { randomUUID: () => (active() ? virtualUuid() : real.randomUUID()) });
  Object.assign(timers, { setTimeout: pause });
  syncBuiltinESMExports();
}

function virtualUuid(): string {
  const digits = Array.from({ length: 32 }, () => Math.floor((active()?.chance.next() ?? 0) * 16).toString(16)).join(
    '',
  );
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

type PauseOptions = { readonly signal?: AbortSignal };
/** `setTimeout` of `node:timers/promises`: rejects when the signal aborts. */
function pause(milliseconds = 0, value: unknown = undefined, options: PauseOptions = {}): Promise<unknown> {
  const run = active();
  if (!run) return real.pause(milliseconds, value, options);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const aborted = (): void => reject(new DOMException('This operation was aborted', 'AbortError'));
  if (options.signal?.aborted === true) aborted();
  run.after(milliseconds, () => resolve(value));
  options.signal?.addEventListener('abort', aborted, { once: true });
  return promise;
}
