import { toShanghaiDate } from '@pcrm/contracts';

/** The date on which the branch works: from four in the afternoon of Greenwich on it is the next one. */
export const today = (): string => toShanghaiDate(new Date().toISOString());
