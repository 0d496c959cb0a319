import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { BRANCH_KEY, defineMessage } from '../define-message.js';
import { IsBusinessDate, IsText } from '../fields.js';
import { MESSAGE_KINDS, type MessageKind } from '../vocabulary/outreach.js';

/** Hours of the day, Asia/Shanghai, `[fromHour, toHour)`, and the kinds of messages bound to them. */
export class OutreachWindow {
  @IsInt() @Min(0) @Max(23) fromHour!: number;
  @IsInt() @Min(1) @Max(24) toHour!: number;
  @IsArray() @IsIn(MESSAGE_KINDS, { each: true }) kinds!: MessageKind[];
}
/** At most so many marketing messages to one client in so many days. */
export class MarketingCap {
  @IsInt() @Min(0) @Max(100) messages!: number;
  @IsInt() @Min(1) @Max(366) days!: number;
}
/** Days off besides weekends, and weekend days that are worked 调休: yearly data. */
export class WorkCalendar {
  @IsArray() @IsBusinessDate({ each: true }) off!: string[];
  @IsArray() @IsBusinessDate({ each: true }) work!: string[];
}
/** What may be said to clients, when and how often. */
export class OutreachTerms {
  @IsDefined() @ValidateNested() @Type(() => OutreachWindow) window!: OutreachWindow;
  @IsDefined() @ValidateNested() @Type(() => MarketingCap) marketingCap!: MarketingCap;
  /** 【签名】 before every text: the sender's name. */
  @IsText(20) signature!: string;
  /** Added to greetings and marketing: how to say no. */
  @IsText(30) optOutHint!: string;
  /** Answers that say no, in any case of letters. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @IsText(10, { each: true }) optOutWords!: string[];
  /** Words that name a product: a greeting with one of them is marketing. */
  @IsArray() @ArrayMaxSize(200) @MaxLength(20, { each: true }) productWords!: string[];
  /** A birthday greeting is suggested so many days before, at this hour. */
  @IsInt() @Min(0) @Max(30) birthdayLeadDays!: number;
  @IsInt() @Min(0) @Max(23) birthdayHour!: number;
  /** A3: a potential client without a maintainer is told to the outlet head after so many workdays. */
  @IsInt() @Min(1) @Max(20) unassignedWorkdays!: number;
  @IsDefined() @ValidateNested() @Type(() => WorkCalendar) calendar!: WorkCalendar;
  /** A handed-over message without a receipt is asked about after so many minutes. */
  @IsInt() @Min(1) @Max(10_080) receiptMinutes!: number;
}
/** A version of the outreach policy 触达制度 is in force from a date on. Keyed by the branch. */
export class OutreachPolicyAdopted {
  @IsInt() @Min(1) version!: number;
  @IsBusinessDate() effectiveFrom!: string;
  @IsDefined() @ValidateNested() @Type(() => OutreachTerms) terms!: OutreachTerms;
}
export const outreachPolicyAdopted = defineMessage({
  type: 'OutreachPolicyAdopted',
  source: 'notifications',
  keyedBy: () => BRANCH_KEY,
  data: OutreachPolicyAdopted,
});
