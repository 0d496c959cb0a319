import { type Batch, decodeMessage } from '@pcrm/event-sourcing';
import { type Entry, toOffset, type Topics } from './log-topics.js';

type Item = Batch['items'][number];
/** Some entries of a topic, decoded; `last` is the offset of the last one. */
export type Page = { readonly items: readonly Item[]; readonly last: number; readonly caughtUp: boolean };
type Kept = { readonly at: number; readonly item: Item };
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
  after(topic: string, after: number, limit: number): Page {
    const tail = this.#tailAt(topic, after);
    if (!tail) return pageOf(this.topics.after(topic, after, limit + 1).map(keep), after, limit);
    const begin = tail.kept.findLastIndex(({ at }) => at <= after) + 1;
    this.#lengthen(topic, tail, begin + limit);
    const page = pageOf(tail.kept.slice(begin, begin + limit + 1), after, limit);
    this.#forget(tail);
    return page;
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

  /** Until more than so many are there, or all there are. */
  #lengthen(topic: string, tail: Tail, length: number): void {
    const version = this.version(topic);
    const missing = length + 1 - tail.kept.length;
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

const pageOf = (kept: readonly Kept[], after: number, limit: number): Page => {
  const page = kept.slice(0, limit);
  return { items: page.map(({ item }) => item), last: page.at(-1)?.at ?? after, caughtUp: kept.length <= limit };
};

function keep([at, text]: Entry): Kept {
  const decoded = decodeMessage(text);
  const offset = toOffset(at);
  const item: Item =
    'message' in decoded ? { offset, message: decoded.message } : { offset, malformed: decoded.malformed, bytes: text };
  return { at, item };
}
