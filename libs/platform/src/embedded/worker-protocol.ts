import {
  BadCursor,
  type Changed,
  type Commit,
  KeyConflict,
  type KeyKind,
  type KeysOf,
  Refusal,
  RevisionConflict,
  type Table,
  Unavailable,
  UnknownVersion,
  VersionConflict,
} from '@pcrm/event-sourcing';
import type { Written } from './fact-writer.js';

/** What the main thread may ask of the writing thread. */
export type Ask =
  | { readonly op: 'append'; readonly appends: readonly Written[] }
  | { readonly op: 'moveIn'; readonly runs: readonly Written[] }
  | { readonly op: 'commit'; readonly commit: Commit }
  | { readonly op: 'declare'; readonly table: Table }
  | { readonly op: 'drop'; readonly table: string }
  | { readonly op: 'mint'; readonly subjects: readonly string[] }
  | { readonly op: 'destroy'; readonly subject: string; readonly kind: KeyKind }
  | { readonly op: 'restore'; readonly keys: readonly KeysOf[] }
  | { readonly op: 'job'; readonly job: string; readonly input: unknown }
  | { readonly op: 'close' };

export type Request = { readonly id: number; readonly ask: Ask };
export type Answer = { readonly id: number; readonly value?: unknown; readonly failure?: Failure };
/** One message from the writing thread: answers, news of rows, and whether facts were written. */
export type News = {
  readonly ready?: true;
  readonly answers: readonly Answer[];
  readonly changes: readonly Changed[];
  readonly written: boolean;
};

/** A port to the other thread, whatever it is made of. */
export type Wire = {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side has ended, with or without being asked. */
  onEnd(listener: (failure: Error) => void): void;
  close(): Promise<void>;
};

/** A failure as plain data. */
export type Failure = {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly fields: { readonly [name: string]: unknown };
};

export function toFailure(error: unknown): Failure {
  if (!Error.isError(error)) return { name: 'Error', message: String(error), fields: {} };
  const { name, message, stack } = error;
  return { name, message, stack, fields: REVIVE[name] ? { ...error } : {} };
}

/** The same failure again, of its own class where the kernel knows it. */
export function fromFailure({ name, message, stack, fields }: Failure): Error {
  const error = REVIVE[name]?.(fields, message) ?? Object.assign(new Error(message), { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** What `toFailure` took from an error of that name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- fields of the class of that name, as it was on the other side
type Revive = (fields: any, message: string) => Error;
const REVIVE: { readonly [name: string]: Revive } = {
  RevisionConflict: ({ stream, expected, actual }: RevisionConflict) => new RevisionConflict(stream, expected, actual),
  VersionConflict: ({ table, keys }: VersionConflict) => new VersionConflict(table, keys),
  KeyConflict: ({ subject }: KeyConflict) => new KeyConflict(subject),
  BadCursor: (_fields, message) => new BadCursor(message),
  Unavailable: (_fields, message) => new Unavailable(message),
  Refusal: ({ code, details, field }: Refusal) => new Refusal(code, details, field),
  UnknownVersion: ({ type, version, known }: UnknownVersion) => new UnknownVersion(type, version, known),
};
