import type { Aggregate } from './aggregate.js';
import type { EventStore } from './event-store/event-store.js';
import type { Fact, Position, StoredEvent } from './fact.js';
import type { Folded } from './handling/folded.js';
import { Folding } from './handling/folding.js';
import { Snapshots } from './handling/snapshots.js';
import type { Row, RowStore } from './row-store/row-store.js';
import type { Sealer } from './seal.js';

/** A folded state as it was last kept. */
export type SavedState<State> = { readonly id: string; readonly state: State; readonly revision: number };

/** The kept states of an aggregate, for passes over all of them: the closing of a business day, a new policy. */
export interface SavedStates<State> {
  /** States by id; those that are not kept are absent. */
  load(ids: readonly string[]): Promise<readonly SavedState<State>[]>;
  /** The states in rows of `stateTable(aggregate)`. */
  open(rows: readonly Row[]): Promise<readonly SavedState<State>[]>;
  /**
   * Keeps what was written but not kept (a process ended in between, the table was lost), from where this was last done up to now.
   * A pass over the table sees everybody only after this.
   */
  catchUp(events: EventStore, signal: AbortSignal): Promise<void>;
}

export function savedStates<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  { rows, sealer }: { readonly rows: RowStore; readonly sealer: Sealer },
): SavedStates<State> {
  const failures: Error[] = [];
  const snapshots = new Snapshots(aggregate, { rows, sealer, onFailure: (error) => failures.push(error) });
  const told = (states: readonly Folded<State>[]): readonly SavedState<State>[] =>
    states.filter(({ revision }) => revision >= 0).map(({ id, state, revision }) => ({ id, state, revision }));

  /** Streams of these facts whose kept state is behind them are folded and kept. */
  async function keepBehind(events: EventStore, facts: readonly StoredEvent[]): Promise<void> {
    const newest = new Map(facts.map(({ stream, revision }) => [stream.slice(aggregate.name.length + 1), revision]));
    const states = await snapshots.load([...newest.keys()]);
    const behind = states.filter(({ id, revision }) => revision < (newest.get(id) ?? -1));
    const folding = new Folding(aggregate, { events, sealer, snapshots, cacheSize: 0 });
    for (const folded of behind) await folding.refresh(folded);
    await snapshots.save(behind.filter(({ subject }) => subject !== null));
    const failure = failures.splice(0)[0];
    if (failure) throw failure;
  }

  return {
    load: async (ids) => told(await snapshots.load(ids)),
    open: async (found) => told(await snapshots.open(found)),
    async catchUp(events, signal) {
      const mark = `state.${aggregate.name}`;
      const after = (await rows.checkpoint(mark)) as Position | undefined;
      for await (const facts of events.subscribe([aggregate.name], after, { signal, limit: 1000 })) {
        const last = facts.at(-1);
        if (!last) return;
        await keepBehind(events, facts);
        await rows.commit({ writes: [], checkpoints: { [mark]: last.position } });
      }
    },
  };
}
