import type { NewEvent } from '../fact.js';

let streams = 0;
/** A stream no other test of this run has used; each in a category of its own. */
export const freshStream = (): string => `contract${String(++streams)}-s`;

/** A fact with a fixed id; `n` is its data. */
export const event = (n: number, id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`): NewEvent => ({
  id,
  type: 'Counted',
  version: 1,
  data: { n },
  metadata: {
    actor: 's-1',
    commandId: 'c-1',
    correlationId: 'co-1',
    causationId: 'ca-1',
    occurredAt: '2026-03-01T00:00:00.000Z',
  },
});
