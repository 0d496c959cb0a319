import { shanghaiInstant, type ConsentState, type MessageKind } from '@pcrm/contracts';
import { BUILT_IN_POLICY } from '../src/built-in-policy.js';
import type * as Event from '../src/notify/outreach.events.js';

/** Words of the specs about what is said to one client: fixed ids, fixed times. */
export const { terms } = BUILT_IN_POLICY;
export const clientId = '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11';
export const maintainer = { staffId: 'S1001', outletId: 'N01' };
export const messageId = (n = 1): string => `00000000-0000-5000-8000-00000000000${String(n)}`;
export const templateId = 'c0a8f1de-0000-5000-8000-000000000003';
/** An hour of 15 June 2026 in Shanghai, or of a day so many days later. */
export const at = (hour: number, days = 0): string => shanghaiInstant(`2026-06-${String(15 + days)}`, hour);

export const reachable: Event.ContactNoted = {
  type: 'ContactNoted',
  data: { clientId, name: '王小芳', phone: '13800000001', hasPhone: true, at: at(0) },
};
export const maintained: Event.MaintainerNoted = { type: 'MaintainerNoted', data: { clientId, maintainer, at: at(0) } };
export const consent = (purpose: MessageKind, state: ConsentState, since = at(0)): Event.ConsentNoted => ({
  type: 'ConsentNoted',
  data: { clientId, purpose, state, at: since },
});
type Asked = Partial<Event.Asked>;
export const asked = (changes: Asked = {}): Event.Asked => ({
  clientId,
  messageId: messageId(),
  kind: 'greeting',
  occasion: 'birthday',
  on: '2026-06-15',
  usefulUntil: at(0, 5),
  at: at(0),
  ...maintainer,
  ...changes,
});
export const suggested = (changes: Asked = {}): Event.MessageSuggested => ({
  type: 'MessageSuggested',
  data: asked(changes),
});
export const scheduled = (changes: Partial<Event.MessageScheduled['data']> = {}): Event.MessageScheduled => ({
  type: 'MessageScheduled',
  data: {
    clientId,
    messageId: messageId(),
    templateId,
    kind: 'greeting',
    scheduledFor: at(9),
    because: 'confirmed',
    by: 'S1001',
    at: at(9),
    ...changes,
  },
});
export const started = (changes: Partial<Event.DispatchStarted['data']> = {}): Event.DispatchStarted => ({
  type: 'DispatchStarted',
  data: {
    clientId,
    messageId: messageId(),
    key: changes.messageId ?? messageId(),
    kind: 'greeting',
    at: at(9),
    ...changes,
  },
});
export const about = (when: string, n = 1) => ({ clientId, messageId: messageId(n), at: when });
export const suppressed = (
  reasonCode: string,
  when: string,
  more: Partial<Event.MessageSuppressed['data']> = {},
): Event.MessageSuppressed => ({
  type: 'MessageSuppressed',
  data: { ...about(when), reasonCode, ...more },
});
