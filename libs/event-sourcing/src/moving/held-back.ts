import type { EventStore } from '../event-store/event-store.js';
import { pause } from '../running/pause.js';
import type { Moving } from './moving.js';

/** Milliseconds between two looks whether all is there. */
const LOOK = 200;

export type HeldBackOptions = {
  /** An empty batch now and then, while it waits: for a subscriber who shall be seen to be alive. Others would think they had caught up. */
  readonly stillHere?: true;
};

/** The same store, whose subscribers hear nothing of what is being moved in until all of it is there. */
export const heldBack = (
  events: EventStore,
  moving: Pick<Moving, 'isOpen'>,
  { stillHere }: HeldBackOptions = {},
): EventStore => ({
  read: (stream, after) => events.read(stream, after),
  append: (stream, expected, facts) => events.append(stream, expected, facts),
  appendMany: (appends) => events.appendMany(appends),
  readAll: (after, limit) => events.readAll(after, limit),
  moveIn: (facts) => events.moveIn(facts),
  head: () => events.head(),
  async *subscribe(categories, after, options) {
    const { signal } = options;
    for await (const facts of events.subscribe(categories, after, options)) {
      const isMoved = facts.some(({ moved }) => moved !== undefined);
      while (isMoved && (await moving.isOpen())) {
        if (stillHere) yield [];
        await pause(LOOK, signal);
        if (signal.aborted) return;
      }
      yield facts;
    }
  },
  [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
});
