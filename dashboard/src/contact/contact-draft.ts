import type { Channel } from '@pcrm/contracts';
import type { ContactOutcome, NewContact, Purpose } from '../api/engagement.js';
import { instantOf, isLocalTime, localTime } from '../show/dates.js';

/** A contact as it is being typed. */
export type ContactDraft = {
  readonly channel: Channel;
  readonly reached: boolean;
  readonly inbound: boolean;
  readonly outcome: ContactOutcome | undefined;
  readonly purpose: Purpose;
  /** Shanghai time, as a `datetime-local` field has it. */
  readonly at: string;
  readonly nextStepOn: string;
  readonly note: string;
  readonly summary: string;
};
export const blankContact = (now: string): ContactDraft => ({
  channel: 'phone',
  reached: true,
  inbound: false,
  outcome: undefined,
  purpose: 'maintenance',
  at: localTime(now),
  nextStepOn: '',
  note: '',
  summary: '',
});

export const CHANNELS_HERE = ['phone', 'meeting', 'wechat', 'email', 'sms'] as const;
export const OUTCOMES_HERE = {
  reached: ['interested', 'considering', 'appointmentMade', 'done', 'declined', 'other'],
  missed: ['noAnswer', 'wrongNumber', 'other'],
} as const satisfies { readonly [how: string]: readonly ContactOutcome[] };

/** Somebody was reached, and what came of it is not said: not to be recorded so. */
export const lacksOutcome = ({ reached, outcome }: ContactDraft): boolean => reached && outcome === undefined;
/** When it was is not said. */
export const lacksTime = ({ at }: ContactDraft): boolean => !isLocalTime(at);

/** What is said of a contact: only what was filled in; nobody reached, no report. */
export function contactOf(
  { channel, reached, inbound, outcome, purpose, at, nextStepOn, note, summary }: ContactDraft,
  { clientId, opportunityId }: { readonly clientId: string; readonly opportunityId?: string },
): NewContact {
  return {
    clientId,
    channel,
    reached,
    direction: inbound ? 'inbound' : 'outbound',
    contactAt: instantOf(at),
    purpose,
    ...(outcome && { outcome }),
    ...(nextStepOn && { nextStepOn }),
    ...(note.trim() && { note: note.trim() }),
    ...(opportunityId && { opportunityId }),
    ...(reached && summary.trim() && { report: { summary: summary.trim() } }),
  };
}
