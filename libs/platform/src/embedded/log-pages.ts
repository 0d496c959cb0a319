import { type Batch, decodeMessage } from '@pcrm/event-sourcing';
import { type Entry, toOffset, type Topics } from './log-topics.js';

/** Some entries of a topic, decoded; `last` is the offset of the last one. */
export type Page = { readonly items: Batch['items']; readonly last: number; readonly caughtUp: boolean };
type Kept = Page & { readonly topic: string; readonly after: number; readonly limit: number; readonly version: number };

/** Pages remembered: groups that are not far apart find each other's. */
const KEPT = 4;

/** Reads and decodes once for all groups of this process that stand at the same place. */
export class LogPages {
  #kept: readonly Kept[] = [];

  /** `version` changes whenever something was published. */
  constructor(
    private readonly topics: Topics,
    private readonly version: () => number,
  ) {}

  /** What comes after an offset; empty when nothing does. */
  after(topic: string, after: number, limit: number): Page {
    const version = this.version();
    const known = this.#kept.find((page) => page.topic === topic && page.after === after && page.limit === limit);
    // A full page stays as it is, whatever is published behind it.
    if (known && (!known.caughtUp || known.version === version)) return known;
    const entries = this.topics.after(topic, after, limit + 1);
    const items = entries.slice(0, limit).map(toItem);
    const last = entries.at(items.length - 1)?.[0] ?? after;
    const page = { topic, after, limit, version, items, last, caughtUp: entries.length <= limit };
    if (items.length > 0) this.#kept = [page, ...this.#kept.filter((other) => other !== known)].slice(0, KEPT);
    return page;
  }
}

function toItem([at, text]: Entry): Batch['items'][number] {
  const decoded = decodeMessage(text);
  const offset = toOffset(at);
  return 'message' in decoded
    ? { offset, message: decoded.message }
    : { offset, malformed: decoded.malformed, bytes: text };
}
