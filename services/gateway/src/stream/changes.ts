import type { Changed } from '@pcrm/event-sourcing';

/** Where the news of committed rows comes from: the worker in the embedded edition, the services in the cluster. */
export interface Changes {
  /** Answers how to stop listening. */
  subscribe(listener: (change: Changed) => void): () => void;
}
export const Changes = Symbol('Changes');
