import type { Metadata } from '../fact.js';
import { failureOf, isRecorded, under, type Span, type SpanEnd, type SpanStart, type Tracing } from './tracing.js';

/** Work on many things at once is told in at most so many of their traces. */
const MOST = 32;

/** Things of one context: how many, and the place of the first. */
export type Alike = { count: number; readonly first: number };
type Begun = { readonly name: string; readonly start: Omit<SpanStart, 'parent'> };

/** One piece of work on many things: a span in the trace of each, things of one context sharing it. */
export class Spans {
  private constructor(private readonly spans: ReadonlyMap<string, Span>) {}

  /** `begin` is told which of them share the context. Undefined when nobody wants to see any of them. */
  static begin(
    tracing: Tracing,
    things: readonly (Metadata | undefined)[],
    begin: (alike: Alike) => Begun,
  ): Spans | undefined {
    const contexts = recordedAmong(things);
    if (contexts.size === 0) return undefined;
    const spans = new Map<string, Span>();
    for (const [parent, alike] of contexts) {
      const { name, start } = begin(alike);
      spans.set(parent, tracing.begin(name, { ...start, parent }));
    }
    return new Spans(spans);
  }

  get all(): readonly Span[] {
    return [...this.spans.values()];
  }

  /** As of what is done for its span; unchanged where it has none. */
  under(metadata: Metadata): Metadata {
    const span = this.of(metadata);
    return span ? under(span, metadata) : metadata;
  }

  of({ traceparent }: Metadata): Span | undefined {
    return traceparent === undefined ? undefined : this.spans.get(traceparent);
  }

  /** Does it within these spans. */
  async around<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.end();
      return result;
    } catch (error) {
      this.end(failureOf(error));
      throw error;
    }
  }

  end(how?: SpanEnd): void {
    for (const span of this.spans.values()) span.end(how);
  }
}

/** Contexts that somebody wants to see, with the things of each; no more of them than is told. */
export function recordedAmong(things: readonly (Metadata | undefined)[]): ReadonlyMap<string, Alike> {
  const contexts = new Map<string, Alike>();
  for (const [at, thing] of things.entries()) {
    const context = thing?.traceparent;
    if (!isRecorded(context)) continue;
    const alike = contexts.get(context);
    if (alike) alike.count += 1;
    else if (contexts.size < MOST) contexts.set(context, { count: 1, first: at });
  }
  return contexts;
}
