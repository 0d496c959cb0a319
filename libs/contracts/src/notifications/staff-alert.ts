import { IsString } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsCode, IsInstant, IsUUID } from '../fields.js';

/** 提醒 to a member of staff. Keyed by clientId. */
export class AlertRaised {
  @IsUUID() alertId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsString() reasonCode!: string;
  @IsInstant() raisedAt!: string;
}
export const alertRaised = defineMessage({
  type: 'AlertRaised',
  source: 'notifications',
  keyedBy: ({ clientId }: AlertRaised) => clientId,
  data: AlertRaised,
});

class AboutAlert {
  @IsUUID() alertId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsInstant() at!: string;
}

/** Somebody has seen the alert; its cause stands. */
export class AlertAcknowledged extends AboutAlert {
  @IsCode() staffId!: string;
}
export const alertAcknowledged = defineMessage({
  type: 'AlertAcknowledged',
  source: 'notifications',
  keyedBy: ({ clientId }: AlertAcknowledged) => clientId,
  data: AlertAcknowledged,
});

/** The cause of the alert is gone. */
export class AlertSettled extends AboutAlert {}
export const alertSettled = defineMessage({
  type: 'AlertSettled',
  source: 'notifications',
  keyedBy: ({ clientId }: AlertSettled) => clientId,
  data: AlertSettled,
});
