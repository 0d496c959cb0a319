import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Scratch } from './scratch.js';

type Answer = { readonly id: number; readonly answer?: unknown; readonly failure?: string };

/** A process of the bench that is given one order after another. */
export type Beside = {
  readonly pid: number;
  ask<T>(order: unknown): Promise<T>;
  /** Ends it by itself, so that a profile is written. */
  end(): Promise<void>;
};

/** Starts a module of this folder as a process beside this one. */
export function beside(scratch: Scratch, module: string, execArgv: readonly string[] = []): Beside {
  const entry = new URL(`./${module}.process.js`, import.meta.url);
  const child = scratch.watch(fork(entry, { execArgv: [...execArgv], stdio: ['ignore', 2, 2, 'ipc'] }));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const exited = once(child, 'exit');
  let ids = 0;
  child.on('message', ({ id, answer, failure }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) one?.resolve(answer);
    else one?.reject(new Error(`${module}: ${failure}`));
  });
  child.once('exit', () => {
    for (const one of waiting.values()) one.reject(new Error(`${module} ended before it had answered`));
  });
  return {
    pid: child.pid ?? 0,
    ask<T>(order: unknown): Promise<T> {
      const id = ++ids;
      const one = Promise.withResolvers<unknown>();
      waiting.set(id, one);
      child.send({ id, order });
      return one.promise as Promise<T>;
    },
    async end() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** In the process beside: carries out orders one at a time, and ends when nobody can give any more. */
export function takeOrders<Order>(carryOut: (order: Order) => Promise<unknown>): void {
  let before: Promise<unknown> = Promise.resolve();
  process.on('message', ({ id, order }: { id: number; order: Order }) => {
    before = before.then(() =>
      carryOut(order).then(
        (answer) => process.send?.({ id, answer } satisfies Answer),
        (error: unknown) => process.send?.({ id, failure: String(error) } satisfies Answer),
      ),
    );
  });
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}
