import { ROOT_CONTEXT, trace, type Attributes, type Context, type Link, type SpanKind } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
  type SamplingResult,
} from '@opentelemetry/sdk-trace';
import type { TracingSettings } from './tracing-settings.js';

/** What a trace of its own that is linked to others goes by: it is kept where the first of them is. */
export class LinkedSampler implements Sampler {
  constructor(private readonly inner: Sampler) {}

  shouldSample(
    ...[context, traceId, name, kind, attributes, links]: [Context, string, string, SpanKind, Attributes, Link[]]
  ): SamplingResult {
    const linked = trace.getSpanContext(context) ? undefined : links[0]?.context;
    return linked
      ? this.inner.shouldSample(trace.setSpanContext(ROOT_CONTEXT, linked), linked.traceId, name, kind, attributes, links) // prettier-ignore
      : this.inner.shouldSample(context, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `Linked{${this.inner.toString()}}`;
  }
}

const SAMPLERS: { readonly [Name in TracingSettings['sampler']]: (ratio: number) => Sampler } = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
};

export const samplerOf = ({ sampler, ratio }: Pick<TracingSettings, 'sampler' | 'ratio'>): Sampler =>
  new LinkedSampler(SAMPLERS[sampler](ratio));
