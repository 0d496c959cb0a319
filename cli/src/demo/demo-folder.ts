import { writeDemo, type DemoPlan } from './write-demo.js';

/** A folder with a made-up branch, as a replay reads it. */
export type DemoFolder = {
  readonly folder: string;
  readonly plan: Pick<DemoPlan, 'seed' | 'start' | 'days'>;
  /** Resolves when the files of a day are there, rejects when they never will be; absent: all are. */
  readonly written?: (nth: number) => Promise<void>;
};
export type DemoBeingWritten = DemoFolder & { readonly finished: Promise<unknown> };

/** Writes a demo folder while it is read already: its days from `from` on. */
export function writeAhead(folder: string, plan: DemoPlan, from: number): DemoBeingWritten {
  const days = Array.from({ length: plan.days }, () => Promise.withResolvers<void>());
  const finished = writeDemo(folder, plan, { from, onDay: (nth) => days[nth]?.resolve() });
  finished.catch((error: unknown) => {
    for (const { promise, reject } of days) {
      promise.catch(() => undefined);
      reject(error);
    }
  });
  return { folder, plan, finished, written: async (nth) => days[nth]?.promise };
}
