import type { Batch, Delivery, Malformed, Offset } from './message-log.js';
import { decodeMessage, headOf, type Head } from './wire.js';

/** One entry of a log as text, of which no more is read than somebody needs, and that once for all who do. */
export class LogEntry {
  #text: string;
  #item: Delivery | Malformed | undefined;

  constructor(
    readonly offset: Offset,
    text: string,
  ) {
    this.#text = text;
  }

  get item(): Delivery | Malformed {
    if (this.#item) return this.#item;
    const { offset } = this;
    const decoded = decodeMessage(this.#text);
    this.#item =
      'message' in decoded
        ? { offset, message: decoded.message }
        : { offset, malformed: decoded.malformed, bytes: this.#text };
    this.#text = '';
    return this.#item;
  }

  /** What it is and where its source said it; undefined for what is no message. */
  get head(): Head | undefined {
    const head = this.#item ? undefined : headOf(this.#text);
    return head ?? ('message' in this.item ? this.item.message : undefined);
  }
}

/** Entries of one partition as a batch gives them: what nobody wants is only passed. */
export function itemsOf(
  entries: readonly LogEntry[],
  wanted?: (type: string) => boolean,
): Pick<Batch, 'items' | 'passed'> {
  if (!wanted) return { items: entries.map(({ item }) => item) };
  const items: (Delivery | Malformed)[] = [];
  const positions = new Map<string, string>();
  let last: Offset | undefined;
  for (const entry of entries) {
    const { head } = entry;
    if (!head || wanted(head.type)) {
      items.push(entry.item);
      continue;
    }
    if ((positions.get(head.source) ?? '') < head.position) positions.set(head.source, head.position);
    last = entry.offset;
  }
  return last === undefined ? { items } : { items, passed: { count: entries.length - items.length, last, positions } };
}
