import { EXIT, Failure, type ExitCode } from '../failure.js';

/** An answer of the platform, its body read. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  /** Seconds after which to ask again. */
  readonly retryAfter?: number;
  /** When it was given, by the server's clock. */
  readonly date?: string;
};

/** What the platform says of a request that failed (`application/problem+json`). */
type Problem = {
  readonly title?: string;
  readonly code?: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly field?: string; readonly message?: string }[];
};

/** The platform answered, and the answer is no. `code` is stable for ever. */
export class Refused extends Failure {
  constructor(
    readonly status: number,
    readonly code: string,
    words: { zh: string; en: string },
  ) {
    super(words, exitCodeOf(status));
  }
}

const exitCodeOf = (status: number): ExitCode =>
  status === 401 || status === 403 ? EXIT.denied : status === 503 || status === 429 ? EXIT.unreachable : EXIT.failed;

/** A failed answer as a sentence: title, code, every wrong field, and the id that finds it in the logs. */
export function refusalOf({ status, body }: Answer): Refused {
  const problem = typeof body === 'object' && body !== null ? (body as Problem) : {};
  const { title, code = `http.${String(status)}` } = problem;
  const more = evidenceOf(problem);
  const advice = ADVICE[status] ?? { zh: '', en: '' };
  return new Refused(status, code, {
    zh: `${title ?? '请求失败'}（${code}）${more}${advice.zh}`,
    en: `${title ?? 'The request failed'} (${code})${more}${advice.en}`,
  });
}

function evidenceOf({ traceId, errors = [] }: Problem): string {
  const found = traceId === undefined ? '' : ` [trace ${traceId}]`;
  return found + errors.map(({ field = '', message = '' }) => `\n  ${field}: ${message}`).join('');
}

const ADVICE: { readonly [status: number]: { readonly zh: string; readonly en: string } } = {
  401: { zh: '\n请检查用户名、密码或令牌。', en: '\nCheck the user, the password or the token.' },
  403: { zh: '\n请换有此权限的用户登录。', en: '\nSign in as somebody who may do this.' },
};
