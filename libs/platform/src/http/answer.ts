import type { Outcome } from '@pcrm/event-sourcing';
import { revised, type Shown } from './etag.js';

/** What a command answers: whose stream, where it now stands, and the position a reader may wait for. */
export interface CommandAnswer extends Shown {
  /** Id of what was changed or made. */
  readonly id: string;
  /** Revision afterwards; also the ETag. -1: nothing was ever written. */
  readonly revision: number;
  /** Position of the last fact written; absent when things were already so. */
  readonly position?: string;
}

/** The answer to a command from its outcome and whatever else it tells, with an ETag. */
export function answer<More extends object = object>(
  { id, revision, position }: Pick<Outcome, 'id' | 'revision' | 'position'>,
  more?: More,
): CommandAnswer & More {
  const body = { id, revision, ...(position !== undefined && { position }), ...more };
  return revised(body as CommandAnswer & More, revision);
}
