import type { JsonObject } from '../fact.js';
import type { AnyMessage } from '../message.js';
import type { Agenda, Cancelled, Due, Known } from '../reaction.js';
import type { Table } from '../row-store/row-store.js';
import { buildTable, type Build } from './builds.js';
import { asError } from '../failures.js';
import type { Heard } from './heard.js';
import type { Session, Worker } from './member.js';
import { loadNeeded, type Looking } from './needed-rows.js';
import { byKey, type Failure } from './one-by-key.js';
import { goneTable, Slots } from './slots.js';

export type RunnableAgenda = {
  readonly name: string;
  readonly version: number;
  readonly on: {
    readonly [type: string]: ((message: AnyMessage, known: Known) => readonly (Due | Cancelled)[]) | undefined;
  };
  readonly needs?: Agenda['needs'];
  readonly next?: (done: Due) => readonly Due[];
};
/** A due row: what is to be done, and what led to it. */
export type DueRow = Due & { readonly _cause: { readonly correlationId: string; readonly causationId: string } };

/** Where one build of an agenda keeps its due rows. */
export const agendaTable = (name: string, build: Build): Table => buildTable(name, build, { due: ['dueAt'] });

/** One spelling for every instant, so that text order is time order. Throws `RangeError` for what is none. */
export const instant = (text: string): string => new Date(text).toISOString();

/** A due row as it is stored. */
export const dueDoc = (due: Due, cause: DueRow['_cause']): JsonObject => ({
  key: due.key,
  dueAt: instant(due.dueAt),
  usefulUntil: instant(due.usefulUntil),
  issue: due.issue as unknown as JsonObject,
  _cause: cause,
});

type Noted = { readonly message: AnyMessage; readonly key: string; readonly doc: JsonObject | undefined };

/** Folds messages into due rows: the latest word of each source about a due key stands. */
export class AgendaWorker implements Worker {
  readonly tables: readonly Table[];

  constructor(
    private readonly agenda: RunnableAgenda,
    readonly table: Table,
    private readonly tools: Looking,
  ) {
    this.tables = [table, goneTable(table)];
  }

  handles(type: string): boolean {
    return Object.hasOwn(this.agenda.on, type);
  }

  async open(): Promise<Session> {
    const slots = new Slots(this.tools.rows, this.table);
    return {
      attempt: (items) => this.#attempt(slots, items),
      writes: () => slots.writes(),
    };
  }

  async #attempt(slots: Slots, items: readonly Heard[]): Promise<readonly Failure[]> {
    const messages = items.map(({ message }) => message as AnyMessage);
    const known = await loadNeeded(this.tools, this.agenda.needs, messages);
    const noted: Noted[] = [];
    const failures: Failure[] = [];
    for (const [key, own] of byKey(items)) {
      const failure = this.#note(key, own, known, noted);
      if (failure) failures.push(failure);
    }
    await slots.load(noted.map(({ key }) => key));
    for (const { message, key, doc } of noted) {
      const slot = slots.get(key);
      if (!Slots.hasSeen(slot, message.source, message.position))
        Slots.put(slot, doc, message.source, message.position);
    }
    return failures;
  }

  #note(key: string, items: readonly Heard[], known: Known, noted: Noted[]): Failure | undefined {
    for (const [at, item] of items.entries()) {
      try {
        noted.push(...this.#say(item.message as AnyMessage, known));
      } catch (error) {
        return { key, error: asError(error), items: items.slice(at) };
      }
    }
    return undefined;
  }

  /** What one message puts on the agenda or takes off it; about one key its last word counts. */
  #say(message: AnyMessage, known: Known): readonly Noted[] {
    const cause = { correlationId: message.metadata.correlationId, causationId: message.id };
    const said = this.agenda.on[message.type]?.(message, known) ?? [];
    const { moved } = message;
    const open = moved === undefined ? said : said.flatMap((each) => this.#stillOpen(each, moved));
    const last = new Map(
      open.map((each) => [each.key, 'cancelled' in each ? undefined : dueDoc(each, cause)] as const),
    );
    return [...last].map(([key, doc]) => ({ message, key, doc }));
  }

  /** What is left of a due that came from another store, where all that fell due until then was done: what follows it. */
  #stillOpen(said: Due | Cancelled, doneUntil: string): readonly (Due | Cancelled)[] {
    if ('cancelled' in said || instant(said.dueAt) > doneUntil) return [said];
    const following = this.agenda.next?.(said) ?? [];
    return [{ key: said.key, cancelled: true }, ...following.flatMap((each) => this.#stillOpen(each, doneUntil))];
  }
}
