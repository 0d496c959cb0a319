import { IsArray, IsBoolean, IsIn, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsFen, IsInstant, IsOptional, IsUUID, OrNull } from '../fields.js';
import { CONSENT_PURPOSES, CONSENT_STATES, type ConsentPurpose, type ConsentState } from '../vocabulary/outreach.js';
import {
  CHANNELS,
  OCCUPATIONS,
  ORIENTATIONS,
  type Channel,
  type Occupation,
  type Orientation,
} from '../vocabulary/people.js';
import { TIERS, type Tier } from '../vocabulary/tier.js';

/** A client's tier when they were taken over from the bank's older records. */
export class SignedBefore {
  @IsIn(TIERS) tier!: Tier;
  @IsBusinessDate() signedOn!: string;
}

/** 客户 became known to the branch. Said by `clients`, keyed by clientId. Name and phone are personal and travel sealed. */
export class ClientRegistered {
  @IsUUID() clientId!: string;
  /** 客户号, the bank's number of the client. */
  @IsCode() clientNo!: string;
  /** 网点 the client belongs to. */
  @IsCode() outletId!: string;
  @OrNull() @IsString() name!: string | null;
  @OrNull() @IsString() phone!: string | null;
  @IsBusinessDate() registeredOn!: string;
  @IsOptional() @ValidateNested() @Type(() => SignedBefore) signed?: SignedBefore;
}
export const clientRegistered = defineMessage({
  type: 'ClientRegistered',
  source: 'clients',
  keyedBy: ({ clientId }: ClientRegistered) => clientId,
  data: ClientRegistered,
  personal: { subject: 'clientId', identity: ['name', 'phone'] },
});

/** Parts of the VIP file 贵宾客户个人档案 changed. `minimumMissing` names what the file's minimum (P5) still lacks; empty when complete. */
export class ClientFileUpdated {
  @IsUUID() clientId!: string;
  @IsOptional() @OrNull() @IsString() name?: string | null;
  @IsOptional() @OrNull() @IsString() phone?: string | null;
  @IsOptional() @IsIn(OCCUPATIONS) occupation?: Occupation;
  @IsOptional() @IsIn(ORIENTATIONS) orientation?: Orientation;
  @IsOptional() @IsIn(CHANNELS) preferredChannel?: Channel;
  @IsArray() @IsString({ each: true }) minimumMissing!: string[];
  @IsInstant() updatedAt!: string;
}
export const clientFileUpdated = defineMessage({
  type: 'ClientFileUpdated',
  source: 'clients',
  keyedBy: ({ clientId }: ClientFileUpdated) => clientId,
  data: ClientFileUpdated,
  personal: { subject: 'clientId', identity: ['name', 'phone'] },
});

export type Calendar = 'solar' | 'lunar';

/** A day of the year that matters to the client, solar 公历 or lunar 农历 as recorded. */
export type ImportantDay = {
  readonly calendar: Calendar;
  readonly month: number;
  readonly day: number;
  readonly leapMonth?: boolean;
  readonly year?: number;
};
/** 重要日子, the birthday first of all. The day itself is personal and travels sealed (whole). */
export class ImportantDateRecorded {
  @IsUUID() clientId!: string;
  @IsIn(['birthday', 'anniversary']) kind!: 'birthday' | 'anniversary';
  @IsOptional() date!: ImportantDay | null;
  @IsInstant() recordedOn!: string;
}
export const importantDateRecorded = defineMessage({
  type: 'ImportantDateRecorded',
  source: 'clients',
  keyedBy: ({ clientId }: ImportantDateRecorded) => clientId,
  data: ImportantDateRecorded,
  personal: { subject: 'clientId', profile: ['date'] },
});

/** Consent per purpose × channel 授权: granted, withdrawn (opt-out) or refused. */
export class ConsentChanged {
  @IsUUID() clientId!: string;
  @IsIn(CONSENT_PURPOSES) purpose!: ConsentPurpose;
  @IsIn(CHANNELS) channel!: Channel;
  @IsIn(CONSENT_STATES) state!: ConsentState;
  @IsInstant() changedAt!: string;
}
export const consentChanged = defineMessage({
  type: 'ConsentChanged',
  source: 'clients',
  keyedBy: ({ clientId }: ConsentChanged) => clientId,
  data: ConsentChanged,
});

/** 终止跟进: the client does not want to be VIP (P4). `remainsTier`: what they stay; no follow-up until `coolOffUntil` (inclusive). */
export class FollowUpTerminated {
  @IsUUID() clientId!: string;
  @IsString() reasonCode!: string;
  @OrNull() @IsIn(TIERS) remainsTier!: Tier | null;
  @IsBusinessDate() terminatedOn!: string;
  @IsBusinessDate() coolOffUntil!: string;
}
export const followUpTerminated = defineMessage({
  type: 'FollowUpTerminated',
  source: 'clients',
  keyedBy: ({ clientId }: FollowUpTerminated) => clientId,
  data: FollowUpTerminated,
});

/** The client's data may no longer be used; every service drops what identifies them. `identityLockedUntil`: legal retention. */
export class ClientErased {
  @IsUUID() clientId!: string;
  @IsInstant() erasedAt!: string;
  @IsBoolean() identityLocked!: boolean;
  @OrNull() @IsBusinessDate() identityLockedUntil!: string | null;
}
export const clientErased = defineMessage({
  type: 'ClientErased',
  source: 'clients',
  keyedBy: ({ clientId }: ClientErased) => clientId,
  data: ClientErased,
});

/** The client was at an outlet 到网点办理业务 (C5; mobile banking does not count). */
export class BusinessVisitRecorded {
  @IsUUID() clientId!: string;
  @IsBusinessDate() visitedOn!: string;
  @IsCode() outletId!: string;
}
export const businessVisitRecorded = defineMessage({
  type: 'BusinessVisitRecorded',
  source: 'clients',
  keyedBy: ({ clientId }: BusinessVisitRecorded) => clientId,
  data: BusinessVisitRecorded,
});

/** Balances of a client changed by one batch of the feed. `totalFen` is the end-of-day total of the newest known day, `asOf`. */
export class AssetChanged {
  @IsUUID() clientId!: string;
  @IsBusinessDate() asOf!: string;
  @IsFen() totalFen!: number;
  /** Earliest business date that this batch changed. */
  @IsBusinessDate() changedFrom!: string;
}
export const assetChanged = defineMessage({
  type: 'AssetChanged',
  source: 'clients',
  keyedBy: ({ clientId }: AssetChanged) => clientId,
  data: AssetChanged,
});
