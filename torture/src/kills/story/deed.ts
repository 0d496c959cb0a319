import type { Call } from '../process/branch.js';

/** The facts that a command leaves behind, by type: neither fewer nor more, however often it was sent. */
export type Marks = { readonly [type: string]: number };

/** Something that is done in the story: a command under an Idempotency-Key of its own. */
export type Deed = {
  readonly call: Call & { readonly key: string };
  readonly marks: Marks;
  /** Deeds with the same one are done one after the other. */
  readonly about: string;
};

/** A feed: its key is its id; what counts is its status, and the balances it leaves. */
export type FeedDeed = Pick<Deed, 'call'> & { readonly lines: number };
