import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';

/** Random ids, except for a trace whose id was given just before: so that a request's own id finds its trace. */
export class GivenTraceIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private given: string | undefined;

  /** Begins what may begin a trace; the trace then has this id. */
  beginning<Result>(traceId: string | undefined, begin: () => Result): Result {
    this.given = traceId;
    try {
      return begin();
    } finally {
      this.given = undefined;
    }
  }

  generateTraceId(): string {
    return this.given ?? this.random.generateTraceId();
  }
  generateSpanId(): string {
    return this.random.generateSpanId();
  }
}
