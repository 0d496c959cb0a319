import type { StoredEvent } from '@pcrm/event-sourcing';
import { tierStanding, type TierStanding } from './tier-standing.js';
import type { TierStandingEvent } from './tier-standing.events.js';

/** A fact as evidence: what, when it counts, when it was written, under which policy version. No free text. */
export type Evidence = {
  readonly factId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly data: { readonly [name: string]: unknown };
};

/** The facts known at an instant: those recorded later are left out, so an old question gets its old answer. */
export const knownAt = (facts: readonly StoredEvent[], asOf: string | undefined): readonly StoredEvent[] =>
  asOf === undefined ? facts : facts.filter(({ recordedAt }) => recordedAt <= asOf);

export const standingFrom = (facts: readonly StoredEvent[]): TierStanding =>
  facts.reduce(
    (standing, { type, data }) => tierStanding.evolve(standing, { type, data } as unknown as TierStandingEvent),
    tierStanding.initial(),
  );

export function evidenceOf({ id, type, data, metadata, recordedAt }: StoredEvent): Evidence {
  const { reason: _freeText, ...shown } = data;
  return { factId: id, type, occurredAt: metadata.occurredAt, recordedAt, actor: metadata.actor, data: shown };
}
