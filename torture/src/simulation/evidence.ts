import type { AnyMessage, Json, JsonObject, ServiceDefinition, StoredEvent } from '@pcrm/event-sourcing';
import type { Done } from './commands.js';
import type { Read } from './reading.js';
import type { Stores } from './stores.js';
import type { World } from './world.js';

/** A branch whose processes have ended: what they have left. */
export type Remains = {
  readonly world: World;
  readonly stores: Stores;
  /** The rows of a view or of its totals as readers saw them last, by key. */
  shown(service: string, view: string): Promise<ReadonlyMap<string, JsonObject>>;
  /** Everything that was said on a topic, as often as it was, partition by partition. */
  heard(topic: string): Promise<readonly AnyMessage[]>;
};
/** What is looked at when everything has come to rest. */
export type Evidence = {
  readonly branch: Remains;
  readonly done: readonly Done[];
  /** What people read who had just been answered a command. */
  readonly reads: readonly Read[];
  readonly definitions: readonly ServiceDefinition[];
  /** All facts in the order of the store. */
  readonly facts: readonly StoredEvent[];
};
/** Looks for one kind of thing that must never be; answers what it found, in words. */
export type Check = (evidence: Evidence) => readonly string[] | Promise<readonly string[]>;

/** Facts of one noun, in order. */
export const factsOf = (facts: readonly StoredEvent[], noun: string): readonly StoredEvent[] =>
  facts.filter(({ stream }) => stream.startsWith(`${noun}-`));

export const wasTaken = ({ status }: Done): boolean => typeof status === 'number' && status < 300;

/** A field that is a text; anything else reads as none. */
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
