import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';

/** One client, one occasion, one day: one message, and one key at the gateway. */
export const messageIdOf = (clientId: string, occasion: string, on: string): string =>
  uuidV5(PCRM_NAMESPACE, `outbound|${clientId}|${occasion}|${on}`);
