import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span as OtelSpan, SpanContext, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Span, SpanEnd, SpanStart } from '@pcrm/event-sourcing';
import { GivenTraceIds } from './given-trace-ids.js';
import { samplerOf } from './linked-sampler.js';
import { TellingExporter } from './telling-exporter.js';
import type { OpenTracing, TracingPlace, TracingSettings } from './tracing-settings.js';

/** Spans that wait to be sent; more are dropped, so that a collector that is away costs no memory. */
const QUEUE = 8_192;
const SEND_EVERY_MS = 1_000;
/** A collector that does not answer for so long is away. */
const ANSWER_MS = 3_000;
/** The end of the process waits so long for what is left. */
const LAST_MS = 3_500;

const KINDS = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/** Traces by OpenTelemetry's own SDK, sent by OTLP over HTTP in the background. */
export class OtelTracing implements OpenTracing {
  private readonly ids = new GivenTraceIds();
  private readonly provider: TracerProvider;
  private readonly exporter: TellingExporter;
  private readonly tracer: Tracer;

  constructor(settings: TracingSettings, { thread, log }: TracingPlace) {
    const url = `${settings.endpoint.replace(/\/+$/, '')}/v1/traces`;
    const otlp = new OTLPTraceExporter({ url, headers: { ...settings.headers }, timeoutMillis: ANSWER_MS });
    this.exporter = new TellingExporter(otlp, log);
    const sending = {
      maxQueueSize: QUEUE,
      scheduledDelayMillis: SEND_EVERY_MS,
      exportTimeoutMillis: ANSWER_MS + 1_000,
    };
    this.provider = new TracerProvider({
      sampler: samplerOf(settings),
      idGenerator: this.ids,
      resource: resourceFromAttributes({
        ...{ 'service.name': settings.serviceName, 'service.namespace': 'pcrm' },
        ...(thread !== undefined && { 'thread.name': thread }),
      }),
      spanProcessors: [new BatchSpanProcessor({ exporter: this.exporter, ...sending })],
    });
    this.tracer = this.provider.getTracer('pcrm');
  }

  begin(name: string, { kind, parent, links = [], attributes = {}, traceId }: SpanStart): Span {
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
    const options = {
      ...{ kind: kind ? KINDS[kind] : SpanKind.INTERNAL, attributes },
      links: links.map((link) => ({ context: contextOf(link) })),
    };
    return new Begun(this.ids.beginning(traceId, () => this.tracer.startSpan(name, options, context)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const timer = Promise.withResolvers<void>();
    const timeout = setTimeout(timer.resolve, LAST_MS);
    // What does not arrive was told when it did not.
    const sent = this.send().catch(() => undefined);
    await Promise.race([sent, timer.promise]);
    clearTimeout(timeout);
  }

  private async send(): Promise<void> {
    // One that fails leaves others on their way.
    await Promise.allSettled([this.provider.forceFlush(), this.exporter.forceFlush()]);
    await this.provider.shutdown();
  }
}

class Begun implements Span {
  readonly traceparent: string;

  constructor(private readonly span: OtelSpan) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  end({ attributes, failure }: SpanEnd = {}): void {
    if (attributes) this.span.setAttributes(attributes);
    if (failure) this.span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', failure.name);
    this.span.end();
  }
}

function contextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
