import type { NewEvent } from '@pcrm/event-sourcing';

/** What one run appends: `callers` wait for their answer one append after another, each on a stream of its own. */
export type AppendOrder = {
  readonly callers: number;
  /** Facts of one append. */
  readonly events: number;
  readonly seconds: number;
};

const metadata = {
  actor: 'QX-101',
  commandId: '5b1c3a52-6f0e-4d1b-9a44-0d6a7f6f2b10',
  correlationId: '5b1c3a52-6f0e-4d1b-9a44-0d6a7f6f2b10',
  causationId: '5b1c3a52-6f0e-4d1b-9a44-0d6a7f6f2b10',
  occurredAt: '2026-03-01T00:00:00.000Z',
};

/** A small fact: some 330 bytes as JSON, most of them metadata. */
export const fact = (stream: string, revision: number): NewEvent => ({
  id: `${stream}-${String(revision)}`,
  type: 'Counted',
  version: 1,
  data: { fen: 123_456, text: 'x'.repeat(40) },
  metadata,
});
