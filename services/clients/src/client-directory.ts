import {
  OneAtATime,
  PCRM_NAMESPACE,
  uuidV5,
  type EventStore,
  type Position,
  type StoredEvent,
} from '@pcrm/event-sourcing';
import type { Tier } from '@pcrm/contracts';
import type { ClientRegistered } from './register/client.events.js';

/** What the feed and a closing must know of every client; nothing personal. */
export type DirectoryEntry = {
  readonly clientId: string;
  /** Place in the order of registration: 0, 1, 2, … */
  readonly at: number;
  readonly outletId: string;
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
};

/** A client's id follows from the number the bank gives them. */
export const clientIdOf = (clientNo: string): string => uuidV5(PCRM_NAMESPACE, `client:${clientNo}`);

/** All registered clients at hand, read from their facts and kept up by reading on: a feed asks it a million times. */
export class ClientDirectory {
  private readonly byNumber = new Map<string, string>();
  private readonly byId = new Map<string, DirectoryEntry>();
  private position: Position | undefined;
  private readonly reading = new OneAtATime();

  constructor(private readonly events: EventStore) {}

  /** Reads what was registered since; whoever was registered before the call is known after it. */
  async refresh(): Promise<void> {
    await this.reading.run(() => this.readOn());
  }

  numbered = (clientNo: string): string | undefined => this.byNumber.get(clientNo);
  get = (clientId: string): DirectoryEntry | undefined => this.byId.get(clientId);
  /** Everybody, in the order of registration. */
  all = (): IterableIterator<DirectoryEntry> => this.byId.values();

  private async readOn(): Promise<void> {
    const stop = new AbortController();
    for await (const batch of this.events.subscribe(['client'], this.position, { signal: stop.signal })) {
      for (const fact of batch) this.note(fact);
      if (batch.length === 0) break;
    }
    stop.abort();
  }

  private note({ type, data, position }: StoredEvent): void {
    this.position = position;
    if (type !== 'ClientRegistered') return;
    const { clientId, clientNo, outletId, signed } = data as unknown as ClientRegistered['data'];
    this.byNumber.set(clientNo, clientId);
    const at = this.byId.get(clientId)?.at ?? this.byId.size;
    this.byId.set(clientId, { clientId, at, outletId, ...(signed && { signed }) });
  }
}
