import type { Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { ContactNoted } from '../outreach.events.js';

/** `name` and `phone` as said; absent: not said. */
export type NoteContact = {
  readonly clientId: string;
  readonly name?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly at: string;
};

/** Notes how the client is called and reached. What is older than what stands changes nothing; of one instant the last word stands. */
export const noteContact: Decide<NoteContact, Outreach, ContactNoted> = ({ clientId, name, phone, at }, outreach) => {
  if (outreach.forgotten) return [];
  const news = {
    ...(name !== undefined && at >= outreach.nameAt && { name }),
    ...(phone !== undefined && at >= outreach.phoneAt && { phone, hasPhone: phone !== null && phone !== '' }),
  };
  return Object.keys(news).length === 0 ? [] : [{ type: 'ContactNoted', data: { clientId, ...news, at } }];
};
