import type { Words } from './speaking/words.js';

/** What the process ends with; part of what scripts rely on. */
export const EXIT = {
  done: 0,
  /** The platform refused, failed, or the doctor found trouble. */
  failed: 1,
  /** The command itself is wrong: an option, a file that is not there. */
  misused: 2,
  /** Lines were rejected; all others are in. */
  rejected: 3,
  /** The platform does not answer: try again. */
  unreachable: 4,
  /** Not signed in, or not allowed. */
  denied: 5,
  /** Ctrl-C; the same command goes on where it stopped. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command that cannot go on: a sentence for people and the code the process ends with. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly words: Words,
    readonly exitCode: ExitCode,
  ) {
    super(words.en);
  }
}

export const misused = (zh: string, en: string): Failure => new Failure({ zh, en }, EXIT.misused);
export const interrupted = (zh: string, en: string): Failure => new Failure({ zh, en }, EXIT.interrupted);
