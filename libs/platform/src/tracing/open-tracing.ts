import type { Tracing } from '@pcrm/event-sourcing';
import type { Logger } from 'pino';
import type { TracingSettings } from './tracing-settings.js';

/** Tracing that leaves this thread; disposed of, it sends what is left, as far as that goes within seconds. */
export type OpenTracing = Tracing & AsyncDisposable;
export type TracingPlace = {
  /** Which thread of the process this is, where it has several. */
  readonly thread?: string;
  /** Told, once in a while, that traces do not arrive. */
  readonly log: Pick<Logger, 'warn'>;
};

/** Tracing of this thread; undefined, with nothing of OpenTelemetry loaded, where there are no settings. */
export async function openTracing(
  settings: TracingSettings | undefined,
  place: TracingPlace,
): Promise<OpenTracing | undefined> {
  if (!settings) return undefined;
  const { OtelTracing } = await import('./otel.tracing.js');
  return new OtelTracing(settings, place);
}
