import type { Aggregate, Decide } from './aggregate.js';
import type { EventStore } from './event-store/event-store.js';
import type { Fact, Metadata } from './fact.js';
import { asError } from './failures.js';
import { Folding } from './handling/folding.js';
import { Snapshots } from './handling/snapshots.js';
import { StreamTurns } from './handling/stream-turns.js';
import { Turning, type Work } from './handling/turning.js';
import type { KeyVault } from './key-vault/key-vault.js';
import type { RowStore } from './row-store/row-store.js';
import { pause, type Pause } from './running/pause.js';
import { createSealer, type Sealer } from './seal.js';
import type { CommandHandler, Handler, Item, Outcome } from './service.js';
import { tracedCommands } from './tracing/traced-commands.js';
import type { Tracing } from './tracing/tracing.js';

export type HandlerOptions = {
  readonly events: EventStore;
  /** Where snapshots are kept. */
  readonly rows: RowStore;
  readonly vault: KeyVault;
  /** Shares the keys at hand with others; else one of its own. */
  readonly sealer?: Sealer;
  /** Folded states kept at hand. */
  readonly cacheSize?: number;
  /** Whether other processes may write to these streams: then what ends without an append is checked against the stream. */
  readonly shared?: boolean;
  readonly sleep?: Pause;
  readonly random?: () => number;
  /** Told when a snapshot could not be saved: the command stands, the next read is slower. */
  readonly onSnapshotFailure?: (error: Error) => void;
  /** Told of each command that somebody wants to see. */
  readonly tracing?: Tracing | undefined;
};

/**
 * Handles commands for one aggregate. Commands for one stream take turns within a process; those that wait together are decided
 * in sequence and appended as one. A known command id gets its first outcome.
 */
export function createHandler<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  options: HandlerOptions,
): CommandHandler<State, Event> {
  const { events, rows, vault, cacheSize = 10_000, shared = true, sleep = pause, random = Math.random } = options;
  const sealer = options.sealer ?? createSealer(vault);
  const snapshots =
    aggregate.snapshot && new Snapshots(aggregate, { rows, sealer, onFailure: options.onSnapshotFailure });
  const folding = new Folding(aggregate, { events, sealer, snapshots, cacheSize });
  const turning = new Turning({ aggregate, events, sealer, folding, snapshots, shared, pause: sleep, random });
  const turns = new StreamTurns();
  const waiting = new Map<string, Waiting<State, Event>[]>();

  async function performWaiting(id: string): Promise<void> {
    const mine = waiting.get(id) ?? [];
    waiting.delete(id);
    const work: Work<State, Event> = { id, items: mine.map(({ item }) => item) };
    try {
      await turning.perform([work]);
      mine.forEach(({ settle }, n) => settle(work.answers?.[n] ?? unanswered()));
    } catch (error) {
      for (const { settle } of mine) settle(asError(error));
    }
  }

  const handle = async <Command>(
    id: string,
    decide: Decide<Command, State, Event>,
    command: Command,
    ...[metadata, ifRevision]: [metadata: Metadata, ifRevision?: number]
  ): Promise<Outcome<Event>> => {
    const { promise, resolve: settle } = Promise.withResolvers<Outcome<Event> | Error>();
    const item = { id, decide, command, metadata, ...(ifRevision !== undefined && { ifRevision }) };
    const others = waiting.get(id);
    if (others) others.push({ item, settle });
    else {
      waiting.set(id, [{ item, settle }]);
      void turns.run([id], () => performWaiting(id));
    }
    const answer = await promise;
    if (answer instanceof Error) throw answer;
    return answer;
  };

  const many: Handler<State, Event>['many'] = async (items) => {
    const works = new Map<string, Work<State, Event>>();
    const places = items.map((item) => {
      const work = works.get(item.id) ?? { id: item.id, items: [] };
      works.set(item.id, work);
      return { work, n: work.items.push(item) - 1 };
    });
    await turns.run([...works.keys()], () => turning.perform([...works.values()]));
    return places.map(({ work, n }) => work.answers?.[n] ?? unanswered());
  };

  const read: Handler<State, Event>['read'] = (id) =>
    turns.run([id], async () => {
      const [folded] = await folding.take([id]);
      if (!folded || folded instanceof Error) throw folded ?? unanswered();
      if (folded.trust === 'guess' || (folded.trust === 'own' && shared)) await folding.refresh(folded);
      folding.keep(folded);
      return { state: folded.state, revision: folded.revision };
    });

  const handler = Object.assign(handle, { many, read, forget: (id: string) => folding.forget(id) });
  return options.tracing ? tracedCommands(handler, aggregate.name, options.tracing) : handler;
}

type Waiting<State, Event extends Fact> = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each item carries its own command type
  readonly item: Item<any, State, Event>;
  readonly settle: (answer: Outcome<Event> | Error) => void;
};

const unanswered = (): Error => new Error('a command was not answered');
