import type { MessageKind, NotificationsMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';
import type { MessageStatus } from '../outreach.js';

/** One message to a client and where it stands. Names and texts are not kept here. */
export type OutboxRow = {
  readonly messageId: string;
  readonly clientId: string;
  readonly kind: MessageKind;
  readonly occasion: string;
  readonly on: string;
  readonly status: MessageStatus;
  readonly staffId: string;
  readonly outletId: string;
  readonly requestedAt: string;
  readonly usefulUntil: string;
  /** When it is to leave; null before the yes. */
  readonly scheduledFor: string | null;
  /** When it was handed over, or may have been. */
  readonly startedAt: string | null;
  readonly deliveredAt: string | null;
  /** Why it was suppressed or failed. */
  readonly reasonCode: string | null;
};
type Heard = Extract<NotificationsMessage, { data: { messageId: string } }>;
const become =
  (status: MessageStatus) =>
  (row: OutboxRow | undefined): OutboxRow | undefined =>
    row && { ...row, status };

/** 发件箱: every message in all its states, suppressed ones with the reason, those that wait for a yes per maintainer. */
export const outbox: Projection<OutboxRow, Heard> = {
  name: 'outbox',
  version: 2,
  key: ({ data }) => data.messageId,
  indexes: {
    own: ['staffId', 'requestedAt'],
    outlet: ['outletId', 'requestedAt'],
    all: ['requestedAt'],
    ownByStatus: ['staffId', 'status', 'usefulUntil'],
    outletByStatus: ['outletId', 'status', 'usefulUntil'],
    allByStatus: ['status', 'usefulUntil'],
    ownUnsent: ['staffId', 'status', 'requestedAt'],
    outletUnsent: ['outletId', 'status', 'requestedAt'],
    allUnsent: ['status', 'requestedAt'],
    leaving: ['status', 'scheduledFor'],
  },
  on: {
    MessageRequested: (_row, { data }) => {
      const { messageId, clientId, kind, occasion, on, staffId, outletId, requestedAt, usefulUntil, waiting } = data;
      const status = waiting ? 'suggested' : 'requested';
      const open = { scheduledFor: null, startedAt: null, deliveredAt: null, reasonCode: null };
      return { messageId, clientId, kind, occasion, on, status, staffId, outletId, requestedAt, usefulUntil, ...open };
    },
    MessageScheduled: (row, { data: { kind, scheduledFor } }) =>
      row && { ...row, status: 'scheduled', kind, scheduledFor },
    MessageHandedOver: (row, { data: { staffId, outletId } }) => row && { ...row, staffId, outletId },
    MessageSuppressed: (row, { data: { reasonCode } }) => row && { ...row, status: 'suppressed', reasonCode },
    MessageDispatchStarted: (row, { data: { at } }) => row && { ...row, status: 'dispatching', startedAt: at },
    MessageOutcomeUnknown: become('unknown'),
    MessageDispatched: become('dispatched'),
    MessageDelivered: (row, { data: { at } }) => row && { ...row, status: 'delivered', deliveredAt: at },
    MessageFailed: (row, { data: { reasonCode } }) => row && { ...row, status: 'failed', reasonCode },
  },
  belongs: ({ outletId, staffId }) => ({ outletId, staffIds: [staffId] }),
};
