import { HttpException } from '@nestjs/common';
import { BadCursor, Refusal, RevisionConflict, Unavailable, VersionConflict } from '@pcrm/event-sourcing';
import {
  AccessDenied,
  BadInput,
  Crowded,
  NotFound,
  NotSignedIn,
  TooMany,
  type Problem,
  type WrongField,
} from './problem.js';

/** A failure in the words of HTTP; `retryAfter` in seconds. */
export type Answered = {
  readonly status: number;
  readonly code: string;
  readonly retryAfter?: number;
  /** Bad input: every wrong field. */
  readonly errors?: readonly WrongField[];
} & Pick<Problem, 'details'>;

/** What of the request decides about the answer. */
export type Asked = { readonly ifMatch: boolean };

type Kind = { readonly is: (error: unknown) => boolean; readonly answer: (error: never, asked: Asked) => Answered };
const kind = <E>(type: abstract new (...args: never[]) => E, answer: (error: E, asked: Asked) => Answered): Kind => ({
  is: (error) => error instanceof type,
  answer,
});

const conflict = (_error: unknown, { ifMatch }: Asked): Answered =>
  ifMatch ? { status: 412, code: 'resource.changed' } : { status: 409, code: 'resource.conflict' };

const KINDS: readonly Kind[] = [
  kind(Refusal, ({ code, details }) => ({ status: 422, code, details })),
  kind(BadInput, ({ errors }) => ({ status: 400, code: 'input.bad', errors })),
  kind(BadCursor, () => ({
    status: 400,
    code: 'input.bad',
    errors: [
      {
        field: 'after',
        rule: 'isCursor',
        zh: '应为上一页给出的 next',
        en: 'must be the cursor `next` of the page before',
      },
    ],
  })),
  kind(RevisionConflict, conflict),
  kind(VersionConflict, conflict),
  kind(Unavailable, () => ({ status: 503, code: 'service.unavailable', retryAfter: 5 })),
  kind(Crowded, () => ({ status: 503, code: 'service.unavailable', retryAfter: 1 })),
  kind(NotSignedIn, ({ code }) => ({ status: 401, code })),
  kind(AccessDenied, () => ({ status: 403, code: 'access.denied' })),
  kind(TooMany, ({ seconds }) => ({ status: 429, code: 'rate.too-many', retryAfter: seconds })),
  kind(NotFound, () => ({ status: 404, code: 'resource.not-found' })),
  kind(HttpException, (error) => answeredStatus(error.getStatus())),
];

/** Statuses that Nest and Fastify answer by themselves; their texts may quote the request and are not passed on. */
const STATUSES: { readonly [status: number]: Answered } = {
  401: { status: 401, code: 'access.not-signed-in' },
  403: { status: 403, code: 'access.denied' },
  404: { status: 404, code: 'resource.not-found' },
  409: { status: 409, code: 'resource.conflict' },
  412: { status: 412, code: 'resource.changed' },
  413: { status: 413, code: 'body.too-large' },
  415: { status: 415, code: 'body.unsupported-type' },
  429: { status: 429, code: 'rate.too-many' },
  503: { status: 503, code: 'service.unavailable', retryAfter: 5 },
};
const FAULT: Answered = { status: 500, code: 'service.fault' };

function answeredStatus(status: number): Answered {
  const known = STATUSES[status];
  if (known) return known;
  if (status < 400 || status >= 500) return FAULT;
  return {
    status: 400,
    code: 'input.bad',
    errors: [{ field: 'request', rule: 'wellFormed', zh: '请求无法读取', en: 'cannot be read' }],
  };
}

/** The one table of failures: refusal, bad input, conflict, outage, access; anything else is a fault without detail. */
export function answerFor(error: unknown, asked: Asked): Answered {
  const known = KINDS.find(({ is }) => is(error));
  if (known) return known.answer(error as never, asked);
  const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' ? answeredStatus(status) : FAULT;
}
