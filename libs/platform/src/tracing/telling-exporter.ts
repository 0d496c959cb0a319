import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { TracingPlace } from './tracing-settings.js';

/** Between two words about traces that do not arrive, in milliseconds. */
const QUIET_MS = 60_000;

/** Says now and then that traces do not arrive. Nothing else comes of it: what could not be sent is gone. */
export class TellingExporter implements SpanExporter {
  private toldAt = -Infinity;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly log: TracingPlace['log'],
  ) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.exporter.export(spans, (result) => {
      if (result.error) this.tell(result.error, spans.length);
      done(result);
    });
  }

  /** Waits for what is on its way, and no longer than it takes to fail. */
  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }
  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private tell(error: Error, spans: number): void {
    const now = performance.now();
    if (now - this.toldAt < QUIET_MS) return;
    this.toldAt = now;
    const reason = (error as NodeJS.ErrnoException).code ?? error.name;
    this.log.warn({ spans, reason }, 'traces do not arrive at OTEL_EXPORTER_OTLP_ENDPOINT');
  }
}
