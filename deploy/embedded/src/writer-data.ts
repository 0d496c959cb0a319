import type { TracingSettings } from '@pcrm/platform';

/** What the writing thread is told at its start. */
export type WriterData = { readonly logLevel: string; readonly tracing: TracingSettings | undefined };
