import type { Fact } from '@pcrm/event-sourcing';
import type { Channel, ConsentPurpose, ConsentState } from '@pcrm/contracts';

/** 授权 per purpose × channel. */
export type ConsentChanged = Fact<
  'ConsentChanged',
  {
    readonly clientId: string;
    readonly purpose: ConsentPurpose;
    readonly channel: Channel;
    readonly state: ConsentState;
    readonly changedAt: string;
  }
>;
