import type { Decide } from '@pcrm/event-sourcing';
import type { ContactPeriods } from '../contact-periods.js';
import type { ContactHoldersNamed } from '../period.events.js';

export type NameHolders = {
  readonly clientId: string;
  readonly staffId: string;
  readonly month: string;
  readonly heldBy: readonly string[];
  readonly at: string;
};

/** C2, C9: a month that ended is said again with everybody whose leave its quarter has to be judged by; again only has it judged again. */
export const nameHolders: Decide<NameHolders, ContactPeriods, ContactHoldersNamed> = ({ at: endedAt, ...named }) => [
  { type: 'ContactHoldersNamed', data: { ...named, endedAt } },
];
