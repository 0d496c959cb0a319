import { IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, Min } from 'class-validator';
import { BRANCH_KEY, defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsInstant, IsOptional, IsUUID } from '../fields.js';
import { CHANNELS, DIRECTIONS, type Channel, type Direction } from '../vocabulary/people.js';
import { CONTACT_RULES, PERIOD_VERDICTS, type ContactRule, type PeriodVerdict } from '../vocabulary/pursuit.js';

/** 联系 with a client, as it happened at `contactAt`, however late it was logged (C9). Said again for the same contactId after a correction: the newest holds. */
export class ContactLogged {
  @IsUUID() contactId!: string;
  @IsUUID() clientId!: string;
  @IsCode() staffId!: string;
  @IsIn(CHANNELS) channel!: Channel;
  @IsIn(DIRECTIONS) direction!: Direction;
  /** Two-way: the client was reached. Only then it counts (C2). */
  @IsBoolean() reached!: boolean;
  @IsInstant() contactAt!: string;
  @IsOptional() @IsString() purpose?: string;
  @IsOptional() @IsString() outcome?: string;
  /** Next step promised for this date. */
  @IsOptional() @IsBusinessDate() nextStepOn?: string;
  /** The opportunity it was about, when one was. */
  @IsOptional() @IsUUID() opportunityId?: string;
  /** The contact was logged in error and does not count. */
  @IsOptional() @IsBoolean() withdrawn?: boolean;
}
export const contactLogged = defineMessage({
  type: 'ContactLogged',
  source: 'engagement',
  keyedBy: ({ clientId }: ContactLogged) => clientId,
  data: ContactLogged,
});

/** A client's month or quarter ended under a rule. The later one for the same client, rule and period supersedes. */
export class ContactPeriodClosed {
  @IsUUID() clientId!: string;
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
  @IsIn(CONTACT_RULES) rule!: ContactRule;
  /** `2026-06` or `2026-Q2`. */
  @IsString() period!: string;
  @IsInt() @Min(0) owed!: number;
  @IsInt() @Min(0) done!: number;
  @IsIn(PERIOD_VERDICTS) verdict!: PeriodVerdict;
  @IsInt() @Min(1) policyVersion!: number;
  @IsInstant() closedAt!: string;
  /** Everybody who maintained the client in a quarter, where it was not always `staffId`. */
  @IsOptional() @IsArray() @IsCode({ each: true }) heldBy?: string[];
}
export const contactPeriodClosed = defineMessage({
  type: 'ContactPeriodClosed',
  source: 'engagement',
  keyedBy: ({ clientId }: ContactPeriodClosed) => clientId,
  data: ContactPeriodClosed,
});

/** A client manager's ISO week ended (C1). Keyed by staffId; the later one for the same week supersedes. */
export class WeeklyTargetClosed {
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
  /** `2026-W47`. */
  @IsString() week!: string;
  @IsInt() @Min(0) target!: number;
  @IsInt() @Min(0) clients!: number;
  @IsIn(PERIOD_VERDICTS) verdict!: PeriodVerdict;
  @IsInstant() closedAt!: string;
}
export const weeklyTargetClosed = defineMessage({
  type: 'WeeklyTargetClosed',
  source: 'engagement',
  keyedBy: ({ staffId }: WeeklyTargetClosed) => staffId,
  data: WeeklyTargetClosed,
});

/** A version of the contact rules 联系制度 is in force from a date on. Keyed by the branch. */
export class CadencePolicyAdopted {
  @IsInt() @Min(1) version!: number;
  @IsBusinessDate() effectiveFrom!: string;
  /** All numbers of this version, by name. */
  @IsObject() numbers!: object;
}
export const cadencePolicyAdopted = defineMessage({
  type: 'CadencePolicyAdopted',
  source: 'engagement',
  keyedBy: () => BRANCH_KEY,
  data: CadencePolicyAdopted,
});

/** The head waived a monthly duty (C3, C4) or the gold follow-up of a month (C5), which hold in principle 原则上; C1 and C2 cannot be waived. Keyed by clientId. */
export class ContactDutyWaived {
  @IsUUID() clientId!: string;
  @IsIn(['C3', 'C4', 'C5']) rule!: 'C3' | 'C4' | 'C5';
  /** `2026-06`. */
  @IsString() period!: string;
  @IsInstant() waivedAt!: string;
}
export const contactDutyWaived = defineMessage({
  type: 'ContactDutyWaived',
  source: 'engagement',
  keyedBy: ({ clientId }: ContactDutyWaived) => clientId,
  data: ContactDutyWaived,
});

/** Leave 休假 of a member of staff: weekly and quarterly targets are pro-rated for it (C9). Keyed by staffId; the newest for a leaveId holds. */
export class LeaveRecorded {
  @IsUUID() leaveId!: string;
  @IsCode() staffId!: string;
  @IsBusinessDate() from!: string;
  /** Last day of the leave. */
  @IsBusinessDate() to!: string;
  /** It was taken back. */
  @IsOptional() @IsBoolean() cancelled?: boolean;
  @IsInstant() recordedAt!: string;
}
export const leaveRecorded = defineMessage({
  type: 'LeaveRecorded',
  source: 'engagement',
  keyedBy: ({ staffId }: LeaveRecorded) => staffId,
  data: LeaveRecorded,
});

/** A calendar month is over for a maintained client: its duties can be judged. Keyed by clientId. */
export class ContactMonthEnded {
  @IsUUID() clientId!: string;
  /** Who maintained the client last. */
  @IsCode() staffId!: string;
  /** `2026-06`. */
  @IsString() month!: string;
  @IsInstant() endedAt!: string;
  /** Who else maintained the client in the quarter that ended with it, where it is said again for their sake. */
  @IsOptional() @IsArray() @IsCode({ each: true }) heldBy?: string[];
}
export const contactMonthEnded = defineMessage({
  type: 'ContactMonthEnded',
  source: 'engagement',
  keyedBy: ({ clientId }: ContactMonthEnded) => clientId,
  data: ContactMonthEnded,
});

/** An ISO week is over for a client manager: the weekly target can be judged (C1). Keyed by staffId. */
export class ContactWeekEnded {
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
  /** `2026-W23`. */
  @IsString() week!: string;
  @IsInstant() endedAt!: string;
}
export const contactWeekEnded = defineMessage({
  type: 'ContactWeekEnded',
  source: 'engagement',
  keyedBy: ({ staffId }: ContactWeekEnded) => staffId,
  data: ContactWeekEnded,
});
