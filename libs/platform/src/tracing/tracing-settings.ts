import type { Tracing } from '@pcrm/event-sourcing';
import type { Logger } from 'pino';
import type { PlatformConfig } from '../config/platform.config.js';

/** Where traces go and which are kept; plain data, so that it reaches other threads. */
export type TracingSettings = {
  /** Address of the collector, without the path. */
  readonly endpoint: string;
  readonly headers: { readonly [name: string]: string };
  readonly sampler: PlatformConfig['tracesSampler'];
  /** Share of the traces that are kept where the sampler is one by ratio. */
  readonly ratio: number;
  readonly serviceName: string;
};

/** Tracing that leaves this thread; disposed of, it sends what is left, as far as that goes within seconds. */
export type OpenTracing = Tracing & AsyncDisposable;
export type TracingPlace = {
  /** Which thread of the process this is, where it has several. */
  readonly thread?: string;
  /** Told, once in a while, that traces do not arrive. */
  readonly log: Pick<Logger, 'warn'>;
};

/** Undefined where nobody takes traces. `name`: what the process is called when it is not told otherwise. */
export function tracingSettings(config: PlatformConfig, name: string): TracingSettings | undefined {
  const { otlpEndpoint: endpoint, otlpHeaders = '', tracesSampler: sampler, tracesSamplerArg: ratio } = config;
  if (endpoint === undefined) return undefined;
  return { endpoint, headers: headersIn(otlpHeaders), sampler, ratio, serviceName: config.otelServiceName ?? name };
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry has it. */
const headersIn = (text: string): TracingSettings['headers'] =>
  Object.fromEntries(
    text.split(',').flatMap((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1).trim())]];
    }),
  );
