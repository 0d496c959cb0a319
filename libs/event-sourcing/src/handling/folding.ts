import type { Aggregate } from '../aggregate.js';
import { BoundedCache } from '../bounded-cache.js';
import type { EventStore } from '../event-store/event-store.js';
import { isSameCommand, type Fact, type Metadata, type StoredEvent } from '../fact.js';
import { asError, Refusal } from '../failures.js';
import type { Sealer } from '../seal.js';
import type { Outcome } from '../service.js';
import { upcast } from '../upcasting.js';
import { fold, type Folded, placesOf, unwritten } from './folded.js';
import type { Snapshots } from './snapshots.js';

/** Streams read side by side. */
const READS = 64;

type Sources<State, Event extends Fact> = {
  readonly events: EventStore;
  readonly sealer: Sealer;
  readonly snapshots: Snapshots<State, Event> | undefined;
  readonly cacheSize: number;
};

/** Where folded states come from: the cache, else a snapshot, else the stream. Whoever takes one owns it until it is kept again. */
export class Folding<State, Event extends Fact> {
  private readonly cache: BoundedCache<Folded<State>>;

  constructor(
    private readonly aggregate: Aggregate<State, Event>,
    private readonly from: Sources<State, Event>,
  ) {
    this.cache = new BoundedCache(from.cacheSize);
  }

  /** States in the order asked; each its state, or why it cannot be had. `isNew`: no look at the stream is needed, the append will tell. */
  async take(
    ids: readonly string[],
    isNew: (id: string) => boolean = () => false,
  ): Promise<readonly (Folded<State> | Error)[]> {
    const cached = new Map(ids.map((id) => [id, this.cache.take(id)] as const));
    const missing = ids.filter((id) => !cached.get(id));
    const loaded = new Map((await this.load(missing)).map((one) => [one.id, one] as const));
    if (this.isKeptAlways) return ids.map((id) => cached.get(id) ?? (loaded.get(id) as Folded<State>));
    return inGroups(ids, async (id) => {
      const known = cached.get(id);
      if (known) return known;
      const folded = loaded.get(id) as Folded<State>;
      return isNew(id) ? folded : await this.caughtUp(folded);
    });
  }

  /** Remembers a state for the next one who takes it. */
  keep(folded: Folded<State>): void {
    if (folded.trust === 'fresh') folded.trust = 'own';
    this.cache.set(folded.id, folded);
  }

  forget(id: string): void {
    this.cache.delete(id);
  }

  /** Folds what was written since. True when there was anything. */
  async refresh(folded: Folded<State>): Promise<boolean> {
    const { revision } = folded;
    const opened = await this.opened(await this.from.events.read(folded.stream, revision));
    for (const fact of opened) fold(this.aggregate, folded, fact as Fact as Event, fact.metadata.commandId);
    folded.trust = 'fresh';
    return folded.revision > revision;
  }

  /** After a conflict: the tail, or everything anew when the state cannot be trusted or the stream is not ahead of it. */
  async renewed(folded: Folded<State>, isSpoilt: boolean): Promise<Folded<State>> {
    if (!isSpoilt && (await this.refresh(folded))) return folded;
    const anew = { ...unwritten(this.aggregate, folded.id), row: folded.row };
    await this.refresh(anew);
    return anew;
  }

  /** Whether a command may have written here before: only then there is something to recall. */
  mayKnow(folded: Folded<State>, { commandId }: Metadata): boolean {
    return placesOf(folded, commandId).length > 0;
  }

  /** The first outcome of a command that wrote here, or the refusal of another one under its id; undefined when none did. */
  async recall(folded: Folded<State>, metadata: Metadata): Promise<Outcome<Event> | Refusal | undefined> {
    const { commandId } = metadata;
    for (const { first, last } of placesOf(folded, commandId)) {
      const there = (await this.from.events.read(folded.stream, first - 1)).slice(0, last - first + 1);
      const facts = await this.opened(there.filter((fact) => fact.metadata.commandId === commandId));
      const newest = facts.at(-1);
      if (!newest) continue; // another command, whose id ends alike
      // What tells repetitions apart is keyed with a secret that stayed where a moved fact comes from.
      const isSame = newest.moved !== undefined || isSameCommand(newest.metadata, metadata);
      if (!isSame) return new Refusal('command.id-reused');
      const events = facts.map(({ type, data }) => ({ type, data }) as Fact as Event);
      return { id: folded.id, revision: newest.revision, position: newest.position, events, repeated: true };
    }
    return undefined;
  }

  /** Positions of facts by revision, from one on. */
  async positions(folded: Folded<State>, after: number): Promise<ReadonlyMap<number, string>> {
    const facts = await this.from.events.read(folded.stream, after);
    return new Map(facts.map(({ revision, position }) => [revision, position]));
  }

  private async load(ids: readonly string[]): Promise<readonly Folded<State>[]> {
    if (ids.length === 0) return [];
    return this.from.snapshots ? this.from.snapshots.load(ids) : ids.map((id) => unwritten(this.aggregate, id));
  }

  /** A snapshot that is made with every append needs no look at the stream: the append will tell. */
  private get isKeptAlways(): boolean {
    return this.aggregate.snapshot?.every === 1;
  }

  private async caughtUp(folded: Folded<State>): Promise<Folded<State>> {
    await this.refresh(folded);
    return folded;
  }

  private opened(facts: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    const schemas = this.aggregate.schemas;
    const newest = facts.map((fact) => {
      const data = upcast(schemas?.[fact.type as Event['type']], fact.type, fact.version, fact.data);
      return data === fact.data ? fact : { ...fact, data };
    });
    return this.from.sealer.openMany(newest, schemas);
  }
}

/** Maps with a bounded number in flight; a failure takes the place of its result. */
export async function inGroups<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<readonly (Result | Error)[]> {
  const results: (Result | Error)[] = [];
  for (let start = 0; start < all.length; start += READS) {
    const settled = await Promise.allSettled(all.slice(start, start + READS).map(work));
    for (const one of settled) results.push(one.status === 'fulfilled' ? one.value : asError(one.reason));
  }
  return results;
}
