import type { PeriodVerdict } from '@pcrm/contracts';

/** C1: met when as many distinct clients were contacted as the target asks; a target of 0 asks nothing. */
export const weekVerdict = (target: number, clients: number): PeriodVerdict =>
  target === 0 ? 'notOwed' : clients >= target ? 'met' : 'missed';
