import type { Json, ServiceDefinition, StoredEvent } from '@pcrm/event-sourcing';
import type { Done } from './commands.js';
import type { SimBranch } from './sim-branch.js';

/** What is looked at when everything has come to rest. */
export type Evidence = {
  readonly branch: SimBranch;
  readonly done: readonly Done[];
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
