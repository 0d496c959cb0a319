// Decorators with types need it before the first contract is read.
import 'reflect-metadata';
import type { Message, PersonalFields, Schema } from '@pcrm/event-sourcing';

/** The services that speak. Each has one topic, `<service>.events`. */
export type Source = 'clients' | 'allocation' | 'engagement' | 'notifications';

/** One message contract: the class is type and validator at once; the version is a field of the envelope, never part of the name. */
export type MessageContract<Type extends string = string, Data extends object = object> = Schema & {
  readonly type: Type;
  readonly source: Source;
  readonly version: number;
  /** Field of `data` that orders it: clientId, else staffId or outletId. A constant key where it concerns the whole branch. */
  keyedBy(data: Data): string;
  readonly data: new () => Data;
};

export function defineMessage<Type extends string, Data extends object>(contract: {
  readonly type: Type;
  readonly source: Source;
  readonly version?: number;
  keyedBy(data: Data): string;
  readonly data: new () => Data;
  readonly personal?: PersonalFields;
  readonly upcast?: NonNullable<Schema['upcast']>;
}): MessageContract<Type, Data> {
  return { version: 1, ...contract };
}

/** The message type of a contract. */
export type MessageOf<C> = C extends MessageContract<infer Type, infer Data> ? Message<Type, Data> : never;
export const topicOf = (source: Source): string => `${source}.events`;
/** Key of messages that concern the whole branch (closed business dates, policies). */
export const BRANCH_KEY = 'branch';

/**
 * Core banking's own topic: a record of the feed in each message, as a line of JSON. It has one partition, since a closing marker
 * counts for the lines before it.
 */
export const CORE_BANKING_TOPIC = 'corebanking.assets';
