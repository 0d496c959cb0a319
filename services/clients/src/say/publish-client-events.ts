import type { JsonObject, Said, Say } from '@pcrm/event-sourcing';
import * as words from '@pcrm/contracts';
import type { ClientRegistered, FileUpdated, ImportantDateRecorded } from '../register/client.events.js';
import type { ConsentChanged } from '../consent/consent.events.js';
import type { BalancesRecorded } from '../value/asset-account.events.js';
import type { BusinessDateClosed } from '../value/business-calendar.events.js';
import type { BusinessVisitRecorded } from '../value/visit-log.events.js';
import type { TierPolicyApproved } from '../upgrade/tier-policy.events.js';
import type * as standing from '../upgrade/tier-standing.events.js';

type Data<F extends { readonly data: unknown }> = F['data'];

/** A message of a contract; personal fields go on sealed, as they stand in the fact. */
function said<D extends object>(
  contract: words.MessageContract<string, D>,
  data: { readonly [K in keyof D]: D[K] },
): Said {
  return {
    type: contract.type,
    version: contract.version,
    key: contract.keyedBy(data),
    data: data as unknown as JsonObject,
  };
}

/** What a fact carries without the fields a message has no word for. */
function without<T extends object, K extends keyof T>(data: T, ...names: readonly K[]): Omit<T, K> {
  const rest = { ...data };
  for (const name of names) delete rest[name];
  return rest;
}

/** What `clients` tells the others, by the fact behind it. Facts that are not named here stay private. */
export const publishClientEvents: Say = {
  ClientRegistered: (data: Data<ClientRegistered>) => said(words.clientRegistered, without(data, 'openingAverageFen')),
  FileUpdated: (data: Data<FileUpdated>) =>
    said(words.clientFileUpdated, { ...without(data, 'idNumber'), minimumMissing: [...data.minimumMissing] }),
  ImportantDateRecorded: (data: Data<ImportantDateRecorded>) => said(words.importantDateRecorded, data),
  ConsentChanged: (data: Data<ConsentChanged>) => said(words.consentChanged, data),
  BusinessVisitRecorded: (data: Data<BusinessVisitRecorded>) => said(words.businessVisitRecorded, data),
  BalancesRecorded: (data: Data<BalancesRecorded>) => said(words.assetChanged, without(data, 'runs')),
  BusinessDateClosed: (data: Data<BusinessDateClosed>) => said(words.businessDateClosed, data),
  TierPolicyApproved: ({ version, effectiveFrom, rules }: Data<TierPolicyApproved>) =>
    said(words.tierPolicyAdopted, { version, effectiveFrom, ...rules }),
  ClientMarkedPotential: (data: Data<standing.ClientMarkedPotential>) =>
    said(words.clientMarkedPotential, without(data, 'policyVersion', 'reason')),
  PotentialWithdrawn: (data: Data<standing.PotentialWithdrawn>) =>
    said(words.potentialWithdrawn, without(data, 'outletId')),
  ClientUpgraded: (data: Data<standing.ClientUpgraded>) => said(words.clientUpgraded, data),
  TierRestored: ({ restoredOn, ...data }: Data<standing.TierRestored>) =>
    said(words.clientUpgraded, { ...data, upgradedOn: restoredOn }),
  SigningRefused: (data: Data<standing.SigningRefused>) => said(words.signingRefused, without(data, 'outletId')),
  ClientDowngraded: (data: Data<standing.ClientDowngraded>) => said(words.clientDowngraded, data),
  TierWatchStarted: (data: Data<standing.TierWatchStarted>) => said(words.tierWatchStarted, without(data, 'outletId')),
  TierWatchCleared: (data: Data<standing.TierWatchCleared>) => said(words.tierWatchCleared, without(data, 'outletId')),
  WatchOverridden: ({ clientId, tier, overriddenOn }: Data<standing.WatchOverridden>) =>
    said(words.tierWatchCleared, { clientId, tier, clearedOn: overriddenOn }),
  LargeMovementDetected: (data: Data<standing.LargeMovementDetected>) =>
    said(words.largeMovementDetected, without(data, 'outletId')),
  AverageBandChanged: (data: Data<standing.AverageBandChanged>) => said(words.averageBandChanged, data),
  AverageCrossingForecast: (data: Data<standing.AverageCrossingForecast>) =>
    said(words.averageCrossingForecast, without(data, 'outletId')),
  FollowUpTerminated: (data: Data<standing.FollowUpTerminated>) =>
    said(words.followUpTerminated, without(data, 'outletId')),
};
