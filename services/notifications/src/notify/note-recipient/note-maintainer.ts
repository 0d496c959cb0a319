import type { Decide } from '@pcrm/event-sourcing';
import { openMessages } from '../may-leave.js';
import type { Outreach } from '../outreach.js';
import type { Maintainer, MaintainerNoted, MessageHandedOver, MessageSuppressed } from '../outreach.events.js';
import { suppressed } from '../suppressing.js';

export type NoteMaintainer = { readonly clientId: string; readonly maintainer: Maintainer | null; readonly at: string };
type Result = MaintainerNoted | MessageHandedOver | MessageSuppressed;

/** Notes who looks after the client: what waits for a yes waits for the new one's, or is taken back when there is nobody. */
export const noteMaintainer: Decide<NoteMaintainer, Outreach, Result> = ({ clientId, maintainer, at }, outreach) => {
  const { staffId, outletId } = outreach.maintainer ?? {};
  if (staffId === maintainer?.staffId && outletId === maintainer?.outletId) return [];
  const noted: MaintainerNoted = { type: 'MaintainerNoted', data: { clientId, maintainer, at } };
  const waiting = openMessages(outreach).filter((id) => outreach.messages.get(id)?.status === 'suggested');
  const moved = waiting.map((messageId): Result =>
    maintainer
      ? { type: 'MessageHandedOver', data: { clientId, messageId, ...maintainer, at } }
      : suppressed({ clientId, messageId, at }, 'client.unmaintained'),
  );
  return [noted, ...moved];
};
