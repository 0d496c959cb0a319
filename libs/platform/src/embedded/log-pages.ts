import { type Batch, itemsOf, LogEntry } from '@pcrm/event-sourcing';
import { type Entry, toOffset, type Topics } from './log-topics.js';

/** Some entries of a topic, decoded; `last` is the offset of the last one. */
export type Page = Pick<Batch, 'items' | 'passed' | 'caughtUp'> & { readonly last: number };
type Kept = { readonly at: number; readonly entry: LogEntry };
/** The newest entries of a topic that were read, without a gap: all after `from`. */
type Tail = { from: number; readonly kept: Kept[]; whole: boolean; version: number };

/** Entries of a topic remembered: groups that are not far apart find what another one has decoded. */
const KEPT = 1_000;

/** Reads and decodes once for all groups of this process, as far as they stand close together. */
export class LogPages {
  readonly #tails = new Map<string, Tail>();

  /** `version` of a topic changes whenever something was published to it. */
  constructor(
    private readonly topics: Topics,
    private readonly version: (topic: string) => number,
  ) {}

  /** What comes after an offset; empty when nothing does. */
  after(topic: string, after: number, limit: number, wanted?: (type: string) => boolean): Page {
    const kept = this.#keptAfter(topic, after, limit + 1);
    const page = kept.slice(0, limit);
    const last = page.at(-1)?.at ?? after;
    return { ...itemsOf(page.map(({ entry }) => entry), wanted), last, caughtUp: kept.length <= limit }; // prettier-ignore
  }

  #keptAfter(topic: string, after: number, most: number): readonly Kept[] {
    const tail = this.#tailAt(topic, after);
    if (!tail) return this.topics.after(topic, after, most).map(keep);
    const begin = tail.kept.findLastIndex(({ at }) => at <= after) + 1;
    this.#lengthen(topic, tail, begin + most);
    const kept = tail.kept.slice(begin, begin + most);
    this.#forget(tail);
    return kept;
  }

  /** Undefined for who is far behind the others: they would not find what such a group reads. */
  #tailAt(topic: string, after: number): Tail | undefined {
    const tail = this.#tails.get(topic);
    if (tail && after < tail.from) return undefined;
    if (tail && after <= endOf(tail)) return tail;
    const fresh: Tail = { from: after, kept: [], whole: false, version: 0 };
    this.#tails.set(topic, fresh);
    return fresh;
  }

  /** Until so many are there, or all there are. */
  #lengthen(topic: string, tail: Tail, length: number): void {
    const version = this.version(topic);
    const missing = length - tail.kept.length;
    if (missing <= 0 || (tail.whole && tail.version === version)) return;
    const entries = this.topics.after(topic, endOf(tail), missing);
    tail.kept.push(...entries.map(keep));
    tail.whole = entries.length < missing;
    tail.version = version;
  }

  #forget(tail: Tail): void {
    const gone = tail.kept.splice(0, Math.max(0, tail.kept.length - KEPT)).at(-1);
    if (gone) tail.from = gone.at;
  }
}

const endOf = ({ from, kept }: Tail): number => kept.at(-1)?.at ?? from;

const keep = ([at, text]: Entry): Kept => ({ at, entry: new LogEntry(toOffset(at), text) });
