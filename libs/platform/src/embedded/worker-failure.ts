import {
  BadCursor,
  KeyConflict,
  Refusal,
  RevisionConflict,
  Unavailable,
  UnknownVersion,
  VersionConflict,
} from '@pcrm/event-sourcing';

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
