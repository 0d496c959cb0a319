import type { EventStore } from '../event-store/event-store.js';
import type { Position } from '../fact.js';
import { relayTable } from '../relay.js';
import { Unavailable } from '../failures.js';
import type { RowStore } from '../row-store/row-store.js';

/** Milliseconds for which an answer of the event store is waited for. */
const ANSWER_MS = 5_000;

/** How far this service's own facts have been said, whichever process says them. */
export class Sayings {
  constructor(
    private readonly service: string,
    private readonly categories: readonly string[],
    private readonly ports: { readonly events: EventStore; readonly rows: RowStore },
  ) {}

  /** Whether everything up to a position has been said. */
  async isSaid(position: Position): Promise<boolean> {
    const mark = await this.#mark();
    if (mark !== null && mark >= position) return true;
    const next = await this.#next(mark);
    return next === undefined || next > position;
  }

  /** The last position said, when nothing is left to say (`''` before the first fact); undefined when something is. */
  async standing(): Promise<Position | undefined> {
    const mark = await this.#mark();
    return (await this.#next(mark)) === undefined ? (mark ?? '') : undefined;
  }

  async #mark(): Promise<Position | null> {
    const row = (await this.ports.rows.load<{ readonly position: Position | null }>(relayTable, [this.service])).get(
      this.service,
    );
    return row?.doc.position ?? null;
  }

  /** Position of the first fact that is still to be said. */
  async #next(mark: Position | null): Promise<Position | undefined> {
    if (this.categories.length === 0) return undefined;
    const stop = new AbortController();
    const late = AbortSignal.timeout(ANSWER_MS);
    const signal = AbortSignal.any([stop.signal, late]);
    try {
      for await (const facts of this.ports.events.subscribe(this.categories, mark ?? undefined, { signal, limit: 1 }))
        return facts[0]?.position;
    } finally {
      stop.abort();
    }
    if (late.aborted) throw new Unavailable('The event store does not answer.');
    return undefined;
  }
}
