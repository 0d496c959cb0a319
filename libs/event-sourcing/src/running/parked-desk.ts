import type { JsonObject } from '../fact.js';
import type { Find, Row, RowStore, Table } from '../row-store/row-store.js';
import { hearAgain, type Hearing } from './heard.js';
import type { Member } from './member.js';
import { attemptByKey, type Patience } from './one-by-key.js';
import { parkedDroppedTable, parkedKeysTable, parkedTable, type ParkedKey } from './parked.js';
import type { Writes } from './slots.js';

/** Something that parks keys and can try them again. */
export interface Parker {
  readonly name: string;
  /** Does what is parked for this key, in order, as its own work; stops at what fails again. Answers how many were done. */
  replay(key: string): Promise<number>;
  /** Gives up the oldest parked ones of this key and writes down who said so; the others stay. Answers how many. */
  drop(key: string, note: DropNote): Promise<number>;
}
/** Why parked messages were given up, and by whom (staff id). */
export type DropNote = {
  readonly reason: string;
  readonly actor: string;
  /** Only so many of the oldest; all when absent. */
  readonly count?: number;
};

export const parkedTables: readonly Table[] = [parkedTable, parkedKeysTable, parkedDroppedTable];
const PAGE = 500;

/** All parked keys, page by page; of one consumer when named. */
export async function listParked(
  rows: RowStore,
  ask: { readonly consumer?: string; readonly after?: string; readonly limit: number },
): Promise<{ readonly keys: readonly ParkedKey[]; readonly next?: string }> {
  const { consumer, after, limit } = ask;
  const find: Find = { index: 'byConsumer', limit, ...(consumer !== undefined && { prefix: [consumer] }), ...(after !== undefined && { after }) }; // prettier-ignore
  const page = await rows.find<ParkedKey>(parkedKeysTable, find);
  const keys = page.rows.map(({ doc }) => {
    const { consumer: by, key, count, reason, since } = doc;
    return { consumer: by, key, count, reason, since };
  });
  return { keys, ...(page.next !== undefined && { next: page.next }) };
}

/** Replays and drops the parked keys of one view, reaction or agenda, in turn with its batches. */
export class MemberParker implements Parker {
  constructor(
    private readonly member: Member,
    private readonly rows: RowStore,
    private readonly hearing: Hearing,
    private readonly patience: Patience,
  ) {}

  get name(): string {
    return this.member.name;
  }

  replay(key: string): Promise<number> {
    return this.member.inTurn(async () => {
      let done = 0;
      for (;;) {
        const page = await this.#replayPage(key);
        done += page.done;
        if (page.done < PAGE) break;
      }
      await this.member.worker.finish?.();
      return done;
    });
  }

  drop(key: string, note: DropNote): Promise<number> {
    return this.member.inTurn(() => dropParked(this.member.parked, this.rows, key, note));
  }

  /** The oldest parked ones: what they do and that they are parked no longer is one commit. */
  async #replayPage(key: string): Promise<{ readonly done: number }> {
    const { parked, worker } = this.member;
    let done = 0;
    await this.member.again(async () => {
      const rows = await parked.first(key, PAGE);
      if (rows.length === 0) return void (done = 0);
      const heard = (await hearAgain(rows.map(({ doc }) => doc.body), this.hearing)).map((item) => ({ ...item, key })); // prettier-ignore
      const session = await worker.open(heard);
      const failure = (await attemptByKey(heard, (some) => session.attempt(some), { ...this.patience, tries: 1 })).get(
        key,
      );
      done = rows.length - (failure?.items.length ?? 0);
      const released = await parked.release(key, rows.slice(0, done), failure?.error);
      await this.rows.commit({ writes: [...(await session.writes()), ...released.writes] });
      released.settle();
      session.committed?.();
    });
    return { done };
  }
}

type Parking = Pick<Member['parked'], 'first' | 'release' | 'now'>;

/** Moves parked messages of a key to the audited table, page by page. */
export async function dropParked(parked: Parking, rows: RowStore, key: string, note: DropNote): Promise<number> {
  let dropped = 0;
  for (;;) {
    const left = (note.count ?? Infinity) - dropped;
    const page = await parked.first(key, Math.min(PAGE, left));
    if (page.length === 0 || left <= 0) return dropped;
    const released = await parked.release(key, page);
    await rows.commit({ writes: [audit(page, note, parked.now()), ...released.writes] });
    released.settle();
    dropped += page.length;
  }
}

const audit = (page: readonly Row[], { reason, actor }: DropNote, at: string): Writes[number] => ({
  table: parkedDroppedTable,
  rows: page.map(({ key, doc }) => {
    const dropped: JsonObject = { ...doc, dropReason: reason, droppedBy: actor, droppedAt: at };
    return { key, expected: 0, seen: {}, doc: dropped };
  }),
});
