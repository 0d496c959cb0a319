import type { Schemas } from '@pcrm/event-sourcing';
import type { MessageContract, MessageOf } from './define-message.js';
import * as assignment from './allocation/assignment.js';
import * as people from './allocation/people.js';
import * as client from './clients/client.js';
import * as standing from './clients/standing.js';
import * as contact from './engagement/contact.js';
import * as pursuit from './engagement/pursuit.js';
import * as outbound from './notifications/outbound.js';
import * as outreachPolicy from './notifications/outreach-policy.js';
import * as staffAlert from './notifications/staff-alert.js';

type Contracts<Module> = { [K in keyof Module as Module[K] extends MessageContract ? K : never]: Module[K] };
type MessagesOf<Module> = MessageOf<Contracts<Module>[keyof Contracts<Module>]>;

/** Everything `clients` says. */
export type ClientsMessage = MessagesOf<typeof client> | MessagesOf<typeof standing>;
/** Everything `allocation` says. */
export type AllocationMessage = MessagesOf<typeof people> | MessagesOf<typeof assignment>;
/** Everything `engagement` says. */
export type EngagementMessage = MessagesOf<typeof pursuit> | MessagesOf<typeof contact>;
/** Everything `notifications` says. */
export type NotificationsMessage =
  MessagesOf<typeof outbound> | MessagesOf<typeof outreachPolicy> | MessagesOf<typeof staffAlert>;

const isContract = (value: unknown): value is MessageContract =>
  typeof value === 'object' && value !== null && 'keyedBy' in value && 'type' in value;

/** Every contract there is, found by looking, not by a list kept by hand. */
export const allContracts: readonly MessageContract[] = [
  client,
  standing,
  people,
  assignment,
  pursuit,
  contact,
  outbound,
  outreachPolicy,
  staffAlert,
].flatMap((module) => Object.values(module as Record<string, unknown>).filter(isContract));

/** Contracts as the kernel's readers want them: version, upcasters and personal fields by message type. */
export const contractSchemas: Schemas = Object.fromEntries(allContracts.map((contract) => [contract.type, contract]));
