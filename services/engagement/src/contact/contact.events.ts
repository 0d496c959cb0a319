import type { Fact, Schemas } from '@pcrm/event-sourcing';
import type { Channel, Direction } from '@pcrm/contracts';

/** Why a contact was made: 首次接触 · 日常维护 · 邀约 · 介绍贵宾服务 · 签约 · 到期 · 生日 · 回访 · 服务 · 其他. */
export const PURPOSES = [
  'firstContact',
  'maintenance',
  'invitation',
  'presentation',
  'signing',
  'maturity',
  'birthday',
  'followUp',
  'service',
  'other',
] as const;
export type ContactPurpose = (typeof PURPOSES)[number];
/** What came of it: 有意向 · 需考虑 · 已约见 · 谢绝 · 已办结 · 无人接听 · 号码有误 · 其他. */
export const OUTCOMES = [
  'interested',
  'considering',
  'appointmentMade',
  'declined',
  'done',
  'noAnswer',
  'wrongNumber',
  'other',
] as const;
export type ContactOutcome = (typeof OUTCOMES)[number];

/** A contact as it happened. `note` and `nextStep` are free text and sealed. */
export type ContactData = {
  readonly contactId: string;
  readonly clientId: string;
  /** Who made it; who logged it stands in the metadata. */
  readonly staffId: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly reached: boolean;
  readonly contactAt: string;
  readonly durationMinutes: number | null;
  readonly purpose: ContactPurpose;
  readonly outcome: ContactOutcome | null;
  readonly nextStepOn: string | null;
  readonly nextStep: string | null;
  readonly note: string | null;
  readonly opportunityId: string | null;
};
/** 沟通报告, the short form after a reached contact (D6): all free text, sealed. */
export type ReportText = {
  readonly needs: string | null;
  readonly feedback: string | null;
  readonly products: string | null;
  readonly objections: string | null;
  readonly summary: string | null;
};

/** 联系 logged; it counts when it occurred (C9). */
export type ContactRecorded = Fact<'ContactRecorded', ContactData>;
/** The whole contact as it is after a correction; `reason` is free text and sealed. */
export type ContactCorrected = Fact<'ContactCorrected', ContactData & { readonly reason: string }>;
/** Logged in error: it does not count. All of it once more, so that it can be said. */
export type ContactWithdrawn = Fact<'ContactWithdrawn', ContactData & { readonly reason: string }>;
/** The report was handed in; `late` after the hours of the policy. */
export type ReportHandedIn = Fact<
  'ReportHandedIn',
  ReportText & {
    readonly contactId: string;
    readonly clientId: string;
    readonly staffId: string;
    readonly opportunityId: string | null;
    readonly contactAt: string;
    readonly submittedAt: string;
    readonly late: boolean;
  }
>;
export type ContactFact = ContactRecorded | ContactCorrected | ContactWithdrawn | ReportHandedIn;

const CONTACT_TEXT = ['note', 'nextStep'];
export const contactSchemas: Schemas<ContactFact['type']> = {
  ContactRecorded: { personal: { subject: 'clientId', profile: CONTACT_TEXT } },
  ContactCorrected: { personal: { subject: 'clientId', profile: [...CONTACT_TEXT, 'reason'] } },
  ContactWithdrawn: { personal: { subject: 'clientId', profile: [...CONTACT_TEXT, 'reason'] } },
  ReportHandedIn: {
    personal: { subject: 'clientId', profile: ['needs', 'feedback', 'products', 'objections', 'summary'] },
  },
};
