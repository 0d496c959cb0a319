import { dateOfDay, dayNumber } from '@pcrm/contracts';
import type { EventStore, Position } from '@pcrm/event-sourcing';
import type { ClientDirectory } from './client-directory.js';
import type { Looked } from './look-at-client.js';
import { assetAccount } from './value/asset-account.js';

/** A look at a client's account at a revision, as of a business date, under so many policies. */
type Look = Pick<Looked, 'revision' | 'through' | 'policies'>;

/** What is kept of a client, a number each: revisions are one higher than they are, so that 0 is that of nobody. */
const [SEEN, REVISION, POLICIES, THROUGH, DUE, AVERAGE, COVERED, WIDTH] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/**
 * What a process remembers of all accounts between two closings: the revision each has reached, and what the last look found.
 * After one pass over everybody it can name those who must be looked at; read on from the facts, whoever wrote them. Of each client
 * it keeps numbers at their place in the directory (56 bytes): as objects under ids they would be seven times as many.
 */
export class AccountWatch {
  #kept = new Float64Array(WIDTH * 1_024);
  private position: Position | undefined;
  /** Policies under which everybody was looked at; undefined before the first time. */
  private policies: number | undefined;

  constructor(
    private readonly events: EventStore,
    private readonly directory: Pick<ClientDirectory, 'get' | 'all' | 'refresh'>,
  ) {}

  /** Where the facts end now: to be asked before accounts and directory are brought up for a pass, so that nobody falls in between. */
  head(): Promise<Position | undefined> {
    return this.events.head();
  }

  /** Who may have changed as of a date, in order of id; undefined: everybody must be looked at, and `passed` told afterwards. */
  async named(through: string, policies: number, head: Position | undefined): Promise<readonly string[] | undefined> {
    if (this.policies !== policies) {
      this.policies = undefined;
      this.position = head;
      return undefined;
    }
    await this.readOn();
    const ids: string[] = [];
    for (const { clientId, at } of this.directory.all()) {
      const seen = this.#number(at, SEEN);
      if (seen > 0 && !this.#holds(at, { revision: seen - 1, through, policies })) ids.push(clientId);
    }
    return ids.sort();
  }

  /** A pass over everybody has ended. */
  passed(policies: number): void {
    this.policies = policies;
  }

  /** Of somebody who is not in the directory nothing is kept: nobody looks at them. */
  saw(id: string, revision: number): void {
    const at = this.directory.get(id)?.at;
    if (at === undefined) return;
    this.#make(at);
    this.#kept[at * WIDTH + SEEN] = Math.max(revision + 1, this.#number(at, SEEN));
  }

  lookedAt(found: ReadonlyMap<string, Looked>): void {
    for (const [id, { revision, policies, through, due, averageFen, coveredDays }] of found) {
      const at = this.directory.get(id)?.at;
      if (at === undefined) continue;
      this.#make(at);
      const days = [dayNumber(through), dayNumber(due)] as const;
      this.#kept.set([revision + 1, policies, ...days, averageFen, coveredDays], at * WIDTH + REVISION);
    }
  }

  /** What the last look at a client found; undefined before the first one of this process. */
  lastLook(id: string): Looked | undefined {
    const at = this.directory.get(id)?.at;
    if (at === undefined || this.#number(at, REVISION) === 0) return undefined;
    return {
      revision: this.#number(at, REVISION) - 1,
      policies: this.#number(at, POLICIES),
      through: dateOfDay(this.#number(at, THROUGH)),
      due: dateOfDay(this.#number(at, DUE)),
      averageFen: this.#number(at, AVERAGE),
      coveredDays: this.#number(at, COVERED),
    };
  }

  /** Whether a look would find nothing new. */
  isUnchanged(id: string, look: Look): boolean {
    const at = this.directory.get(id)?.at;
    return at !== undefined && this.#holds(at, look);
  }

  #holds(at: number, { revision, through, policies }: Look): boolean {
    const looked = this.#number(at, REVISION);
    return (
      looked > 0 &&
      revision < looked &&
      dayNumber(through) < this.#number(at, DUE) &&
      this.#number(at, POLICIES) === policies
    );
  }

  #number(at: number, field: number): number {
    return this.#kept[at * WIDTH + field] ?? 0;
  }

  /** Makes room for the client at this place. */
  #make(at: number): void {
    if ((at + 1) * WIDTH <= this.#kept.length) return;
    const more = new Float64Array(Math.max((at + 1) * WIDTH, this.#kept.length * 2));
    more.set(this.#kept);
    this.#kept = more;
  }

  private async readOn(): Promise<void> {
    const stop = new AbortController();
    for await (const batch of this.events.subscribe([assetAccount.name], this.position, { signal: stop.signal })) {
      for (const { stream, revision } of batch) {
        const id = stream.slice(assetAccount.name.length + 1);
        // Somebody who was registered since: before their first balance, so the directory finds them.
        if (!this.directory.get(id)) await this.directory.refresh();
        this.saw(id, revision);
      }
      this.position = batch.at(-1)?.position ?? this.position;
      if (batch.length === 0) break;
    }
    stop.abort();
  }
}
