import type { JsonObject } from '@pcrm/event-sourcing';
import type { Title } from './titles.js';

/** One wrong field of a request: its path, the rule it breaks, and in both languages what is wrong. Never its value. */
export type WrongField = { readonly field: string; readonly rule: string } & Title;
/** The same in an answer: `message` is in the language that was asked for. */
export type FieldError = WrongField & { readonly message: string };

/** Body of every failed answer, `application/problem+json` (RFC 9457). `code` is stable for ever. */
export type Problem = {
  readonly type: string;
  /** For people, in the language of Accept-Language (Chinese or English). */
  readonly title: string;
  readonly status: number;
  /** Stable for ever. */
  readonly code: string;
  /** Bad input: every wrong field. */
  readonly errors?: readonly FieldError[];
  /** A refusal: numbers and rule ids, never persons. */
  readonly details?: JsonObject;
  /** Finds the request in the logs. */
  readonly traceId?: string;
};

/** 400: names every wrong field. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  constructor(readonly errors: readonly WrongField[]) {
    super(`bad input: ${errors.map(({ field, rule }) => `${field} ${rule}`).join(', ')}`);
  }
}

/** 404: there is no such thing, or it is outside the caller's scope; the answer is the same. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** 401: no token, or one that does not hold; at the way in under a code of its own. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  constructor(
    message: string,
    readonly code = 'access.not-signed-in',
  ) {
    super(message);
  }
}

/** 403: signed in, but the role does not hold the permission. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}

/** 503: more is under way than can be answered in good time; a second later there may be room. */
export class Crowded extends Error {
  override readonly name = 'Crowded';
}

/** 429: too many attempts; again after so many seconds. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
  constructor(readonly seconds: number) {
    super('too many attempts');
  }
}

/** What was found, or 404. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new NotFound('not found');
  return thing;
}
