import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { capacityPolicy, type CapacityPolicy } from './capacity-policy.js';
import type { CapacityPolicyEvent } from './capacity-policy.events.js';

export const CapacityPolicies = HandlerOf(capacityPolicy);
export type CapacityPolicies = Handler<CapacityPolicy, CapacityPolicyEvent>;
