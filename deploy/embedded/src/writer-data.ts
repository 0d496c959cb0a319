import type { TracingSettings } from '@pcrm/platform/process';

/** What the writing thread is told at its start. */
export type WriterData = { readonly logLevel: string; readonly tracing: TracingSettings | undefined };
