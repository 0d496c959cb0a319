/** Held by one process at a time. `token` only ever grows: a store refuses a smaller one (fencing). */
export type Held = AsyncDisposable & { readonly token: number; readonly lost: AbortSignal };

/** One relay, one scheduler per service. */
export interface Lease extends AsyncDisposable {
  /** Waits until the lease is ours or the signal aborts (then undefined). Renewed until disposed. */
  acquire(name: string, signal: AbortSignal): Promise<Held | undefined>;
}
export const Lease = Symbol('Lease');
