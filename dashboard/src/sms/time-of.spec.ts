import type { MessageLine } from '../api/notifications.js';
import { timeOf } from './time-of.js';

const hour = (n: number): string => `2026-06-15T0${String(n)}:00:00.000Z`;
const line: MessageLine = {
  ...{ messageId: 'm', clientId: 'c', clientName: '王*芳', clientPhone: null, kind: 'greeting', occasion: 'birthday' },
  ...{ on: '2026-06-15', status: 'scheduled', staffId: 's', outletId: 'o', usefulUntil: hour(9), reasonCode: null },
  ...{ requestedAt: hour(1), scheduledFor: hour(3), startedAt: null, deliveredAt: null },
};

describe('the time of a message', () => {
  it('is when it is to leave, left, or arrived', () => {
    expect(timeOf({ ...line, status: 'suggested', scheduledFor: null })).toBe(hour(1));
    expect(timeOf(line)).toBe(hour(3));
    expect(timeOf({ ...line, status: 'dispatched', startedAt: hour(4) })).toBe(hour(4));
    expect(timeOf({ ...line, status: 'delivered', startedAt: hour(4), deliveredAt: hour(5) })).toBe(hour(5));
  });
  it('is of one that was not sent when it was asked for, in which order they are listed', () =>
    expect(timeOf({ ...line, status: 'suppressed' })).toBe(hour(1)));
});
