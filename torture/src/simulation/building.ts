import type { ServiceDefinition } from '@pcrm/event-sourcing';

/** The next version of a service: each of its views has changed and is built anew, beside the one that answers until then. */
export const upgraded = (definition: ServiceDefinition, times: number): ServiceDefinition =>
  times === 0
    ? definition
    : {
        ...definition,
        projections: definition.projections.map((view) => ({ ...view, version: view.version + times })),
      };

/** Views that are built anew on demand, by service: some with totals, some over several sources. */
export const REBUILT = [
  ['clients', 'client-list'],
  ['allocation', 'book-clients'],
  ['engagement', 'contact-duties'],
  ['engagement', 'progress-table'],
  ['notifications', 'outbox'],
  ['notifications', 'recipients'],
] as const;
