import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';

/** The id of a client follows from the bank's client number 客户号: importing twice finds the same client. */
export const clientIdOf = (clientNo: string): string => uuidV5(PCRM_NAMESPACE, `client:${clientNo}`);
