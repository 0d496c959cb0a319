import { Inject, Injectable } from '@nestjs/common';
import { ASSET_CLASSES, dateOfDay, dayNumber, type AssetClass, type Tier } from '@pcrm/contracts';
import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { policyOn, type AverageWindow, type TierPolicyVersion } from './policy.js';
import { TIER_POLICY, tierPolicy, type TierPolicy } from './upgrade/tier-policy.js';
import type { TierPolicyEvent } from './upgrade/tier-policy.events.js';
import { averageAt, balanceNeeded } from './value/annual-average.js';
import { assetAccount, totalOn, type AssetAccount } from './value/asset-account.js';
import type { AssetAccountEvent } from './value/asset-account.events.js';
import { BUSINESS_CALENDAR, businessCalendar, type BusinessCalendar } from './value/business-calendar.js';
import type { BusinessCalendarEvent } from './value/business-calendar.events.js';
import { balanceOn } from './value/cells.js';
import { timelineOf } from './value/timeline.js';

/** 年日均 as of the last closed business date, with what it rests on. Money in fen. */
export type ShownAverage = {
  readonly asOf: string;
  readonly window: AverageWindow;
  readonly policyVersion: number;
  readonly averageFen: number;
  readonly days: number;
  readonly coveredDays: number;
  /** Days before the first record count the opening average of the older records. */
  readonly openingAverageFen: number | null;
  readonly firstRecordOn: string | null;
};
export type ShownBalances = {
  readonly asOf: string;
  readonly totalFen: number;
  readonly byClass: { readonly [C in AssetClass]?: number };
};

/** Reads accounts as pages need them: one client at a time, always from the facts. */
@Injectable()
export class AccountReader {
  constructor(
    @Inject(HandlerOf(assetAccount)) private readonly accounts: Handler<AssetAccount, AssetAccountEvent>,
    @Inject(HandlerOf(businessCalendar)) private readonly calendar: Handler<BusinessCalendar, BusinessCalendarEvent>,
    @Inject(HandlerOf(tierPolicy)) private readonly policies: Handler<TierPolicy, TierPolicyEvent>,
  ) {}

  async closedThrough(): Promise<string | undefined> {
    return (await this.calendar.read(BUSINESS_CALENDAR)).state.closedThrough;
  }
  async versions(): Promise<readonly TierPolicyVersion[]> {
    return (await this.policies.read(TIER_POLICY)).state.versions;
  }

  /** Undefined before the first business date was closed. */
  async average(clientId: string): Promise<ShownAverage | undefined> {
    const asOf = await this.closedThrough();
    if (asOf === undefined) return undefined;
    const { state } = await this.accounts.read(clientId);
    const { window, version } = policyOn(await this.versions(), asOf);
    const { averageFen, days, coveredDays } = averageAt(timelineOf(state), window, dayNumber(asOf));
    return {
      ...{ asOf, window, policyVersion: version, averageFen, days, coveredDays },
      openingAverageFen: state.openingAverageFen ?? null,
      firstRecordOn: state.firstDay === undefined ? null : dateOfDay(state.firstDay),
    };
  }

  /** Balances of the newest known business date, by class; null before the first record. */
  async balances(clientId: string): Promise<ShownBalances | null> {
    const { state } = await this.accounts.read(clientId);
    if (state.lastDay === undefined) return null;
    const day = state.lastDay;
    const byClass = ASSET_CLASSES.flatMap((name, i) =>
      state.cells[i] ? [[name, balanceOn(state.cells[i], day)] as const] : [],
    );
    return { asOf: dateOfDay(day), totalFen: totalOn(state, day), byClass: Object.fromEntries(byClass) };
  }

  /** What the balance must be from the day after the last closed one to reach a tier's standard on a date; null where the tier is off. */
  async needed(clientId: string, tier: Tier, by: string): Promise<number | null> {
    const asOf = await this.closedThrough();
    if (asOf === undefined) return null;
    const { window, thresholdsFen } = policyOn(await this.versions(), by);
    const thresholdFen = thresholdsFen[tier];
    if (thresholdFen === null) return null;
    const { state } = await this.accounts.read(clientId);
    return balanceNeeded(timelineOf(state), window, dayNumber(asOf), { thresholdFen, target: dayNumber(by) });
  }
}
