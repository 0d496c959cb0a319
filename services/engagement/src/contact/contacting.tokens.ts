import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { cadencePolicy, type CadencePolicies as Versions } from './cadence-policy.js';
import type { CadencePolicyFact } from './cadence-policy.events.js';
import { contact, type ContactState } from './contact.js';
import type { ContactFact } from './contact.events.js';
import { contactPeriods, type ContactPeriodFact, type ContactPeriods } from './contact-periods.js';
import { leaves, type Leaves } from './leaves.js';
import type { DutyWaived, LeaveCancelled, LeaveTaken } from './waiver.events.js';
import { dutyWaivers, type Waivers } from './waivers.js';

/** Handlers of this chapter's nouns. */
export const Contacts = HandlerOf(contact);
export type Contacts = Handler<ContactState, ContactFact>;
export const CadencePolicyBook = HandlerOf(cadencePolicy);
export type CadencePolicyBook = Handler<Versions, CadencePolicyFact>;
export const ClosedPeriods = HandlerOf(contactPeriods);
export type ClosedPeriods = Handler<ContactPeriods, ContactPeriodFact>;
export const DutyWaivers = HandlerOf(dutyWaivers);
export type DutyWaivers = Handler<Waivers, DutyWaived>;
export const StaffLeaves = HandlerOf(leaves);
export type StaffLeaves = Handler<Leaves, LeaveTaken | LeaveCancelled>;

/** What contacts ask about opportunities 商机; joined at the service's door, since the chapters do not know each other. */
export const Pursued = Symbol('Pursued');
export interface Pursued {
  /** Whether it is an opportunity of this client: the newest one, or one of the five before it. */
  isOf(opportunityId: string, clientId: string): Promise<boolean>;
}
