import { type Clock, systemClock } from '../clock.js';
import type { Append, Appended, EventStore } from '../event-store/event-store.js';
import { runsOf } from '../event-store/runs.js';
import type { MovedEvent, NewEvent, Position, StoredEvent } from '../fact.js';
import { RevisionConflict } from '../failures.js';
import { Bell } from './bell.js';

type Kept = { readonly id: string; readonly category: string; readonly position: Position; readonly text: string };

/** Facts in memory, as JSON text so that nobody can change them. For specs and for simulation; the clock stamps `recordedAt`. */
export class InMemoryEventStore implements EventStore {
  private readonly all: Kept[] = [];
  private readonly streams = new Map<string, Kept[]>();
  private readonly bell = new Bell();
  private readonly closed = new AbortController();

  constructor(private readonly clock: Clock = systemClock) {}

  async read(stream: string, after = -1): Promise<readonly StoredEvent[]> {
    return (this.streams.get(stream) ?? []).slice(after + 1).map(parse);
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const answer = this.write({ stream, expected, events });
    if (answer instanceof RevisionConflict) throw answer;
    this.bell.ring();
    return answer;
  }

  async appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    const answers = appends.map((append) => this.write(append));
    this.bell.ring();
    return answers;
  }

  async *subscribe(
    categories: readonly string[],
    after: Position | undefined,
    { signal, limit = 500 }: { readonly signal: AbortSignal; readonly limit?: number },
  ): AsyncIterable<readonly StoredEvent[]> {
    const stop = AbortSignal.any([signal, this.closed.signal]);
    const wanted = new Set(categories);
    let next = after === undefined ? 0 : indexAfter(after);
    while (!stop.aborted) {
      const rung = this.bell.next(stop);
      const { batch, end } = this.batch(wanted, next, limit);
      next = end;
      yield batch;
      if (batch.length === 0) await rung;
    }
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly StoredEvent[]> {
    const from = after === undefined ? 0 : indexAfter(after);
    return this.all.slice(from, from + limit).map(parse);
  }

  async moveIn(facts: readonly MovedEvent[]): Promise<Position | undefined> {
    let last: Position | undefined;
    for (const run of runsOf(facts)) last = (await this.append(run.stream, run.expected, run.events)).position;
    return last;
  }

  async head(): Promise<Position | undefined> {
    return this.all.at(-1)?.position;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.closed.abort();
  }

  private write({ stream, expected, events }: Append): Appended | RevisionConflict {
    const kept = this.streams.get(stream) ?? [];
    const last = kept.length - 1;
    if (last !== expected && !isRepeated(kept, expected, events)) return new RevisionConflict(stream, expected, last);
    if (last === expected) this.add(stream, kept, events);
    const revision = expected + events.length;
    return { revision, position: kept[revision]?.position ?? '' };
  }

  private add(stream: string, kept: Kept[], events: readonly NewEvent[]): void {
    const category = stream.slice(0, stream.indexOf('-'));
    for (const event of events) {
      const position = String(this.all.length + 1).padStart(16, '0');
      const stored: StoredEvent = { recordedAt: this.clock.now(), ...event, stream, revision: kept.length, position };
      const one = { id: event.id, category, position, text: JSON.stringify(stored) };
      kept.push(one);
      this.all.push(one);
    }
    if (kept.length > 0) this.streams.set(stream, kept);
  }

  /** Up to `limit` facts of these categories from an index on; empty only when there is none. */
  private batch(wanted: ReadonlySet<string>, from: number, limit: number): { batch: StoredEvent[]; end: number } {
    const batch: StoredEvent[] = [];
    let end = from;
    for (; end < this.all.length && batch.length < limit; end++) {
      const kept = this.all[end] as Kept;
      if (wanted.has(kept.category)) batch.push(parse(kept));
    }
    return { batch, end };
  }
}

/** Positions count from 1 without gaps, so the fact after position n stands at index n. */
const indexAfter = (position: Position): number => Number(position);

const parse = (kept: Kept): StoredEvent => JSON.parse(kept.text) as StoredEvent;

const isRepeated = (kept: readonly Kept[], expected: number, events: readonly NewEvent[]): boolean =>
  events.length > 0 && events.every((event, n) => kept[expected + 1 + n]?.id === event.id);
