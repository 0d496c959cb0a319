import type { OpenTracing, TracingPlace, TracingSettings } from './tracing-settings.js';

/** Tracing of this thread; undefined, with nothing of OpenTelemetry loaded, where there are no settings. */
export async function openTracing(
  settings: TracingSettings | undefined,
  place: TracingPlace,
): Promise<OpenTracing | undefined> {
  if (!settings) return undefined;
  const { OtelTracing } = await import('./otel.tracing.js');
  return new OtelTracing(settings, place);
}
