import type { Metadata } from '../fact.js';

/** Names and numbers of a span: of code and counts, never of a person, a client or what was said about them. */
export type SpanAttributes = { readonly [name: string]: string | number };
export type SpanStart = {
  /** `server`: asked over HTTP. `producer` and `consumer`: messages go out or come in. Else work within this process. */
  readonly kind?: 'server' | 'producer' | 'consumer';
  /** W3C trace context of what this is done for; absent: a trace begins here. */
  readonly parent?: string | undefined;
  /** Contexts of other traces that have to do with it. */
  readonly links?: readonly string[];
  readonly attributes?: SpanAttributes;
  /** 32 hexadecimal digits: the id of the trace, where one begins here. */
  readonly traceId?: string;
};
export type SpanEnd = { readonly attributes?: SpanAttributes; readonly failure?: Error };

/** Something that is under way in a trace. */
export interface Span {
  /** Its W3C trace context: what is done for it names it as its parent. */
  readonly traceparent: string;
  /** Of a failure only the name of its kind is told. */
  end(how?: SpanEnd): void;
}

/** Where it is told what happens, as spans of traces. Who is given none tells nothing, and pays nothing. */
export interface Tracing {
  begin(name: string, start: SpanStart): Span;
}

/** Whether somebody wants to see what is done for this context: the sampled flag, decided where its trace began. */
export const isRecorded = (traceparent: string | undefined): traceparent is string =>
  traceparent !== undefined && (Number.parseInt(traceparent.slice(-2), 16) & 1) === 1;

/** Does it within a span. */
export async function within<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work();
    span.end();
    return result;
  } catch (error) {
    span.end(failureOf(error));
    throw error;
  }
}

export const failureOf = (error: unknown): SpanEnd =>
  error instanceof Error ? { failure: error } : { failure: new Error('not an error') };

/** The same metadata, as of what is done for this span. */
export const under = (span: Span, metadata: Metadata): Metadata => ({ ...metadata, traceparent: span.traceparent });
