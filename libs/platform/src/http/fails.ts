import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const FAILS = 'pcrm:fails';

/** Failures of a route that do not follow from its declaration; what follows from it is described by itself. */
export const Fails = (...statuses: readonly FailedStatus[]): CustomDecorator => SetMetadata(FAILS, statuses);

export const REFUSES_UNKNOWN = 'pcrm:refuses-unknown';

/** What a route names and nobody knows is refused by a rule, 422, and never 404. */
export const RefusesUnknown = (): CustomDecorator => SetMetadata(REFUSES_UNKNOWN, true);

/** Every status of a failure there is, and what it means wherever it is answered. */
export const FAILURES = {
  400: ['BadInput', 'Bad input: `errors` names every wrong field.'],
  401: ['NotSignedIn', 'Nobody is signed in, or the session does not hold.'],
  403: ['AccessDenied', 'The role does not hold the permission.'],
  404: ['NotFound', 'Not there, or outside the scope.'],
  409: ['Conflict', 'Somebody else changed it at the same time, again and again; asking once more may help.'],
  412: ['Changed', 'It changed since the revision in If-Match.'],
  413: ['TooLarge', 'The body is larger than the platform takes.'],
  415: ['UnsupportedType', 'The body is of a type that is not taken here.'],
  422: ['Refused', 'Refused by a rule: `code` says why, `details` names numbers and rules.'],
  429: ['TooMany', 'Too many requests; again after Retry-After.'],
  500: ['Fault', 'A fault; `traceId` finds it in the logs.'],
  503: ['Unavailable', 'A store or broker cannot answer; again after Retry-After.'],
} as const satisfies { readonly [status: number]: readonly [name: string, meaning: string] };
export type FailedStatus = keyof typeof FAILURES;
