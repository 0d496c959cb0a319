import type { MessageLine } from '../api/notifications.js';

/** The time that stands beside a message: when it arrived or left, or is to leave; of one that was not sent, when it was asked for. */
export const timeOf = ({ status, deliveredAt, startedAt, scheduledFor, requestedAt }: MessageLine): string =>
  status === 'suppressed' ? requestedAt : (deliveredAt ?? startedAt ?? scheduledFor ?? requestedAt);
