import { parentPort, workerData } from 'node:worker_threads';
import { installVirtualTime } from './virtual-time.js';

/** Entry of a thread that runs seeds one after the other, as it is asked to. */
export type SeedAsked = { readonly seed: number; readonly plant: string | undefined };

installVirtualTime();
const { runPlan, planOf } = await import('./run-seed.js');
const { plantNamed } = await import('./plants.js');
const port = parentPort;
if (!port) throw new Error(`this runs in a thread: ${String(workerData)}`);
port.on('message', ({ seed, plant }: SeedAsked) => {
  void runPlan(planOf(seed), plant === undefined ? undefined : plantNamed(plant)).then((outcome) => port.postMessage(outcome)); // prettier-ignore
});
port.postMessage('ready');
