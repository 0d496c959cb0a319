/** One wrong field of a request: its path and a sentence. */
export type FieldError = { readonly field: string; readonly rule: string; readonly message: string };

/** What the platform says when it does not do something (`application/problem+json`). */
export type ProblemBody = {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly traceId?: string;
};

/** A failed request. `title` is a sentence in the language of the page; status 0: nobody answered. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | undefined;

  constructor({ title, status, code, errors, details, traceId }: ProblemBody) {
    super(title);
    this.status = status;
    this.code = code;
    this.errors = errors ?? [];
    this.details = details ?? {};
    this.traceId = traceId;
  }

  /** The rule that refuses (`A9`), where the refusal names one. */
  get rule(): string | undefined {
    const { rule } = this.details;
    return typeof rule === 'string' ? rule : undefined;
  }
}

const isBody = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** The problem in a failed answer; an answer from something else on the way keeps its status as its code. */
export function problemOf(status: number, body: unknown): Problem {
  if (isBody(body)) return new Problem({ ...body, status, title: body.title || body.code });
  return new Problem({ status, code: `http.${String(status)}`, title: `HTTP ${String(status)}` });
}

/** Nobody answered: the line is down or the platform is. */
export const unreachable = (title: string): Problem => new Problem({ status: 0, code: 'network.unreachable', title });

/** Nobody said whether it was done: the answer was lost, or never given. What was asked for may have happened. */
export const isUnsure = ({ status }: Problem): boolean => status <= 0 || status === 502 || status === 504;

/** What was seen is not what stands any more: nothing was done. */
export const changedMeanwhile = (title: string): Problem =>
  new Problem({ status: 412, code: 'resource.changed', title });

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem({ status: -1, code: 'page.fault', title: error instanceof Error ? error.message : String(error) });

/** Worth trying again by itself: nobody answered, or not now. A refusal stays a refusal. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 0 || error.status === 502 || error.status === 503);
