import type { Span, SpanAttributes, SpanEnd, SpanStart, Tracing } from './tracing.js';

export type Told = SpanStart & { readonly name: string; readonly traceparent: string; ended?: SpanAttributes };

/** Remembers what it is told; spans are numbered, in the trace of their parent or, without one, in trace f. */
export class RememberedTracing implements Tracing {
  readonly spans: Told[] = [];

  begin(name: string, start: SpanStart): Span {
    const [, trace = 'f'.repeat(32)] = start.parent?.split('-') ?? [];
    const traceparent = `00-${trace}-${String(this.spans.length + 1).padStart(16, '0')}-01`;
    const told: Told = { ...start, name, traceparent };
    this.spans.push(told);
    return {
      traceparent,
      end({ attributes, failure }: SpanEnd = {}) {
        told.ended = { ...attributes, ...(failure && { failure: failure.name }) };
      },
    };
  }

  named(name: string): readonly Told[] {
    return this.spans.filter((span) => span.name === name);
  }
}

/** A context that somebody wants to see, or does not. */
export const context = (nth: number, flags = '01'): string =>
  `00-${String(nth).padStart(32, 'a')}-bbbbbbbbbbbbbbbb-${flags}`;
