import type { Decide } from '@pcrm/event-sourcing';
import { rank, type Tier } from '@pcrm/contracts';
import { policyOn, type TierPolicyVersion } from '../../policy.js';
import type { Forecast, Moment, Readings } from '../../readings.js';
import { opening, type KnownClient } from '../known-client.js';
import type { TierStandingEvent } from '../tier-standing.events.js';
import { Draft, type TierStanding } from '../tier-standing.js';
import { judgeMonths } from './judge-months.js';

/** Readings are taken from the balances by whoever closes the day; policies are chosen by business date. */
export type EvaluateStanding = {
  readonly clientId: string;
  readonly client: KnownClient;
  readonly readings: Readings;
  readonly policies: readonly TierPolicyVersion[];
};

/**
 * Looks at a client as of the business dates just closed: movements, month ends, band, potential, crossing dates, in date order.
 * Everything is derived anew from the balances; only what differs from what stands is written, so doing it twice writes nothing.
 */
export const evaluateStanding: Decide<EvaluateStanding, TierStanding, TierStandingEvent> = (command, standing) => {
  const { clientId, client, readings, policies } = command;
  const draft = new Draft(standing);
  draft.add(...opening(clientId, client, standing));
  const about = { clientId, outletId: draft.standing.outletId };
  noteMovements(draft, readings, about);
  for (const moment of readings.moments) {
    judgeMonths(
      draft,
      readings.months.filter(({ monthEnd }) => monthEnd <= moment.date),
      { about, policies },
    );
    noteBand(draft, moment, about);
    notePotential(draft, moment, { about, policyVersion: policyOn(policies, moment.date).version });
  }
  noteForecasts(draft, readings, about);
  return draft.facts;
};

type About = { readonly clientId: string; readonly outletId: string };

function noteMovements(draft: Draft, { movements, movementsFrom }: Readings, about: About): void {
  const now = new Map(movements.map((movement) => [movement.date, movement]));
  const { movements: before } = draft.standing;
  for (const [date, deltaFen] of Object.entries(before)) {
    if (date < movementsFrom || now.has(date)) continue;
    draft.add({
      type: 'LargeMovementDetected',
      data: { ...about, businessDate: date, deltaFen, totalFen: 0, retracted: true },
    });
  }
  for (const { date, deltaFen, totalFen } of movements) {
    if (before[date] === deltaFen) continue;
    draft.add({ type: 'LargeMovementDetected', data: { ...about, businessDate: date, deltaFen, totalFen } });
  }
}

function noteBand(draft: Draft, { date, band, averageFen }: Moment, about: About): void {
  if (draft.standing.band !== band)
    draft.add({ type: 'AverageBandChanged', data: { ...about, band, averageFen, asOf: date } });
}

/** A2a: the average reaches a tier above the one signed. Below it again before signing, the mark goes; one made by hand stays. */
function notePotential(
  draft: Draft,
  { date, reached, averageFen }: Moment,
  { about, policyVersion }: { about: About; policyVersion: number },
): void {
  const { tier, potential } = draft.standing;
  const target = rank(reached) > rank(tier) ? reached : null;
  if (!target) {
    if (potential?.basis !== 'reached') return;
    draft.add({ type: 'PotentialWithdrawn', data: { ...about, withdrawnOn: date, reasonCode: 'below-standard' } });
    return;
  }
  if (isMarked(potential, target) || coolingOff(draft.standing, date)) return;
  const data = {
    ...about,
    basis: 'reached' as const,
    targetTier: target,
    currentTier: tier,
    averageFen,
    markedOn: date,
    policyVersion,
  };
  draft.add({ type: 'ClientMarkedPotential', data });
}

const isMarked = (potential: TierStanding['potential'], target: Tier): boolean =>
  potential?.basis === 'reached' && potential.targetTier === target;

/** P4: no follow-up until the cool-off ends, unless money came in by a large movement after the client declined. */
export function coolingOff({ coolOff, movements }: TierStanding, date: string): boolean {
  if (!coolOff || date > coolOff.until) return false;
  return !Object.entries(movements).some(
    ([day, deltaFen]) => day > coolOff.terminatedOn && day <= date && deltaFen > 0,
  );
}

function noteForecasts(draft: Draft, { forecasts, through }: Readings, about: About): void {
  const named = new Map(forecasts.map((forecast) => [`${forecast.tier}:${forecast.direction}`, forecast]));
  const before = draft.standing.forecasts;
  for (const what of Object.keys(before)) {
    if (named.has(what)) continue;
    const [tier, direction] = what.split(':') as [Tier, Forecast['direction']];
    draft.add({ type: 'AverageCrossingForecast', data: { ...about, tier, direction, on: null, asOf: through } });
  }
  for (const [what, { tier, direction, on }] of named) {
    if (before[what] !== on)
      draft.add({ type: 'AverageCrossingForecast', data: { ...about, tier, direction, on, asOf: through } });
  }
}
