import type { Held, Lease } from '../lease/lease.js';

type Waiter = (held: Held | undefined) => void;
type Slot = {
  token: number;
  holder: { lost: AbortController; owner: InMemoryLease } | undefined;
  waiting: { owner: InMemoryLease; take: Waiter }[];
};

/** What several in-memory leases share: as the one database that several processes would. */
export class InMemoryLeases {
  private readonly slots = new Map<string, Slot>();

  /** One process's view. */
  open(): InMemoryLease {
    return new InMemoryLease(this);
  }

  /** Takes a lease away from its holder, as if that had stopped renewing. */
  lapse(name: string): void {
    const slot = this.slot(name);
    slot.holder?.lost.abort();
    slot.holder = undefined;
    this.grant(slot);
  }

  /** @internal */
  wait(name: string, owner: InMemoryLease, take: Waiter): () => void {
    const slot = this.slot(name);
    const waiter = { owner, take };
    slot.waiting.push(waiter);
    this.grant(slot);
    return () => (slot.waiting = slot.waiting.filter((other) => other !== waiter));
  }

  /** @internal */
  leave(owner: InMemoryLease): void {
    for (const slot of this.slots.values()) {
      for (const waiter of slot.waiting.filter((one) => one.owner === owner)) waiter.take(undefined);
      slot.waiting = slot.waiting.filter((one) => one.owner !== owner);
      if (slot.holder?.owner !== owner) continue;
      slot.holder.lost.abort();
      slot.holder = undefined;
      this.grant(slot);
    }
  }

  private slot(name: string): Slot {
    const slot = this.slots.get(name) ?? { token: 0, holder: undefined, waiting: [] };
    this.slots.set(name, slot);
    return slot;
  }

  private grant(slot: Slot): void {
    const next = slot.holder ? undefined : slot.waiting.shift();
    if (!next) return;
    const holder = { lost: new AbortController(), owner: next.owner };
    slot.holder = holder;
    slot.token += 1;
    const release = async (): Promise<void> => {
      if (slot.holder !== holder) return;
      slot.holder = undefined;
      this.grant(slot);
    };
    next.take({ token: slot.token, lost: holder.lost.signal, [Symbol.asyncDispose]: release });
  }
}

/** Leases in memory. For specs, for simulation. */
export class InMemoryLease implements Lease {
  constructor(private readonly leases: InMemoryLeases = new InMemoryLeases()) {}

  async acquire(name: string, signal: AbortSignal): Promise<Held | undefined> {
    if (signal.aborted) return undefined;
    const { promise, resolve } = Promise.withResolvers<Held | undefined>();
    const stopWaiting = this.leases.wait(name, this, resolve);
    const abort = (): void => {
      stopWaiting();
      resolve(undefined);
    };
    signal.addEventListener('abort', abort, { once: true });
    const held = await promise;
    signal.removeEventListener('abort', abort);
    return held;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.leases.leave(this);
  }
}
