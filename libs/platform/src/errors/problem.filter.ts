import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceIdOf } from '../http/trace.js';
import { Crowded, type Problem } from './problem.js';
import { answerFor, type Answered } from './problem-of.js';
import { loggable } from './scrubbed.js';
import { languageOf, type ProblemTitles } from './titles.js';

export type FaultLog = { error(fields: object, message: string): void };

/** Every failure leaves here as `application/problem+json`. A fault, or what could not be reached, is logged with the trace id that the caller is given. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly titles: ProblemTitles,
    private readonly log: FaultLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const answered = answerFor(error, { ifMatch: request.headers['if-match'] !== undefined });
    // A crowd is counted by the metrics; a line for each would only add to it.
    if (answered.status >= 500 && !(error instanceof Crowded) && !hasLeft(reply)) {
      const what = answered.status === 500 ? 'fault' : 'unavailable';
      this.log.error({ traceId: traceIdOf(request), route: request.routeOptions.url, error: loggable(error) }, what);
    }
    if (reply.sent) return;
    if (answered.retryAfter !== undefined) void reply.header('retry-after', String(answered.retryAfter));
    if (answered.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(answered.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(this.problem(answered, request)));
  }

  private problem({ status, code, errors, details }: Answered, request: FastifyRequest): Problem {
    const language = languageOf(request.headers['accept-language']);
    const title = this.titles.of(code, language);
    return {
      type: 'about:blank',
      title,
      status,
      code,
      ...(errors && { errors: errors.map((wrong) => ({ ...wrong, message: wrong[language] })) }),
      ...(details && Object.keys(details).length > 0 && { details }),
      traceId: traceIdOf(request),
    };
  }
}

/** Whoever asked closed the page before the answer was through: nobody's fault. */
const hasLeft = ({ raw }: FastifyReply): boolean => raw.destroyed && !raw.writableFinished;
