import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import type { StaffAlertEvent } from './alert/staff-alert.events.js';
import { staffAlert, type StaffAlert } from './alert/staff-alert.js';
import type { TemplateEvent } from './compose/message-template.events.js';
import { templateBook, type TemplateBook } from './compose/template-book.js';
import type { OutreachPolicyEvent } from './notify/outreach-policy.events.js';
import { outreachPolicy, type OutreachPolicy } from './notify/outreach-policy.js';
import type { OutreachEvent } from './notify/outreach.events.js';
import { outreach, type Outreach } from './notify/outreach.js';

export const Templates = HandlerOf(templateBook);
export type Templates = Handler<TemplateBook, TemplateEvent>;
export const OutreachPolicies = HandlerOf(outreachPolicy);
export type OutreachPolicies = Handler<OutreachPolicy, OutreachPolicyEvent>;
export const Outreaches = HandlerOf(outreach);
export type Outreaches = Handler<Outreach, OutreachEvent>;
export const StaffAlerts = HandlerOf(staffAlert);
export type StaffAlerts = Handler<StaffAlert, StaffAlertEvent>;
/** Signs and checks what the SMS gateway tells. */
export const ReceiptSignature = Symbol('ReceiptSignature');
