import type { NotificationsMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

export type AlertStatus = 'open' | 'acknowledged' | 'settled';
export type AlertRow = {
  readonly alertId: string;
  readonly clientId: string;
  readonly outletId: string;
  readonly reasonCode: string;
  readonly raisedAt: string;
  readonly status: AlertStatus;
  readonly acknowledgedBy: string | null;
  readonly endedAt: string | null;
};
type Heard = Extract<NotificationsMessage, { data: { alertId: string } }>;

/** 提醒: what the outlet head is told, until its cause is gone. */
export const alertList: Projection<AlertRow, Heard> = {
  name: 'alert-list',
  version: 1,
  key: ({ data }) => data.alertId,
  indexes: { outlet: ['outletId', 'status', 'raisedAt'], all: ['status', 'raisedAt'] },
  on: {
    AlertRaised: (_row, { data }) => ({ ...data, status: 'open', acknowledgedBy: null, endedAt: null }),
    AlertAcknowledged: (row, { data: { staffId } }) =>
      row && { ...row, status: 'acknowledged', acknowledgedBy: staffId },
    AlertSettled: (row, { data: { at } }) => row && { ...row, status: 'settled', endedAt: at },
  },
  belongs: ({ outletId }) => ({ outletId }),
};
