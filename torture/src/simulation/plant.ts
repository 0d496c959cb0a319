import type { Ports, ServiceDefinition } from '@pcrm/event-sourcing';
import type { SimProcess } from './sim-process.js';
import type { Stores } from './stores.js';

/** A mistake put into the platform from outside, to see whether the simulation finds it. */
export type Plant = {
  readonly name: string;
  /** What the platform does wrong with it. */
  readonly is: string;
  /** A seed that found it not long ago; absent: the first. */
  readonly lately?: number;
  /** The ports as a process with the mistake uses them. */
  readonly ports?: (ports: Ports, process: SimProcess, stores: Stores) => Ports;
  /** The services as they are with the mistake. */
  readonly definitions?: (definitions: readonly ServiceDefinition[]) => readonly ServiceDefinition[];
};
