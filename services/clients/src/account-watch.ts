import type { EventStore, Position } from '@pcrm/event-sourcing';
import type { Looked } from './look-at-client.js';
import { assetAccount } from './value/asset-account.js';

/**
 * What a process remembers of all accounts between two closings: the revision each has reached, and what the last look found.
 * After one pass over everybody it can name those who must be looked at; read on from the facts, whoever wrote them.
 */
export class AccountWatch {
  private readonly revisions = new Map<string, number>();
  private readonly looked = new Map<string, Looked>();
  private position: Position | undefined;
  /** Policies under which everybody was looked at; undefined before the first time. */
  private policies: number | undefined;

  constructor(private readonly events: EventStore) {}

  /** Who may have changed as of a date, in order of id; undefined: everybody must be looked at, and `passed` told afterwards. */
  async named(through: string, policies: number): Promise<readonly string[] | undefined> {
    if (this.policies !== policies) {
      this.policies = undefined;
      this.position = await this.events.head();
      return undefined;
    }
    await this.readOn();
    const ids: string[] = [];
    for (const [id, revision] of this.revisions)
      if (!this.isUnchanged(id, { revision, through, policies })) ids.push(id);
    return ids.sort();
  }

  /** A pass over everybody has ended. */
  passed(policies: number): void {
    this.policies = policies;
  }

  saw(id: string, revision: number): void {
    this.revisions.set(id, Math.max(revision, this.revisions.get(id) ?? -1));
  }
  lookedAt(found: ReadonlyMap<string, Looked>): void {
    for (const [id, looked] of found) this.looked.set(id, looked);
  }

  /** What the last look at a client found; undefined before the first one of this process. */
  lastLook(id: string): Looked | undefined {
    return this.looked.get(id);
  }

  /** Whether a look would find nothing new. */
  isUnchanged(
    id: string,
    at: { readonly revision: number; readonly through: string; readonly policies: number },
  ): boolean {
    const looked = this.looked.get(id);
    return (
      looked !== undefined &&
      at.revision <= looked.revision &&
      at.through < looked.due &&
      looked.policies === at.policies
    );
  }

  private async readOn(): Promise<void> {
    const stop = new AbortController();
    for await (const batch of this.events.subscribe([assetAccount.name], this.position, { signal: stop.signal })) {
      for (const { stream, revision } of batch) this.saw(stream.slice(assetAccount.name.length + 1), revision);
      this.position = batch.at(-1)?.position ?? this.position;
      if (batch.length === 0) break;
    }
    stop.abort();
  }
}
