import { asError, RevisionConflict, VersionConflict } from '@pcrm/event-sourcing';
import type { Logger } from 'pino';

/** Two who write at once: one of them decides again, as is meant. Nothing for whoever reads the console. */
const isUsual = (error: unknown): boolean => error instanceof VersionConflict || error instanceof RevisionConflict;

/** Logs what failed and is done again by itself: a warning, but for a conflict, which is a word for those who look for it. */
export const triedAgain =
  (log: Pick<Logger, 'warn' | 'debug'>, service: string) =>
  (error: unknown): void =>
    log[isUsual(error) ? 'debug' : 'warn']({ err: asError(error), service }, 'tried again');
