import type { Aggregate } from '@pcrm/event-sourcing';
import { waiverSchemas, type DutyWaived } from './waiver.events.js';

/** `C3:2026-06` of everything waived for one client. */
export type Waivers = readonly string[];

/** What the head waived for a client. */
export const dutyWaivers: Aggregate<Waivers, DutyWaived> = {
  name: 'dutyWaivers',
  initial: () => [],
  schemas: waiverSchemas,
  evolve: (state, { data: { rule, period } }) => [...state, `${rule}:${period}`],
};
