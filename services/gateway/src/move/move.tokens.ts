import type { Moving } from '@pcrm/event-sourcing';

/** Who remembers that a whole file of keys came. */
export type KeysNoted = Pick<Moving, 'noteKeys'>;
export const KeysNoted = Symbol('KeysNoted');
