import type { Page } from './paging.js';

const OPEN = Buffer.from('{"items":[');
const COMMA = ','.charCodeAt(0);

/** A page of rows that were made into texts before: it leaves as these, and only who asks for its items has them read. */
export class ShownPage<Item> implements Page<Item> {
  declare readonly next?: string;

  /** `more`: what the page tells besides, under names that are none of a page's own. */
  constructor(
    private readonly texts: readonly Uint8Array[],
    next: string | undefined,
    private readonly more: object = {},
  ) {
    if (next !== undefined) this.next = next;
  }

  get items(): readonly Item[] {
    return this.texts.map((text) => JSON.parse(Buffer.from(text).toString()) as Item);
  }

  with<More extends object>(more: More): ShownPage<Item> & More {
    return Object.assign(new ShownPage<Item>(this.texts, this.next, { ...this.more, ...more }), more);
  }

  /** The whole as JSON in UTF-8. */
  bytes(): Buffer {
    const { texts, next, more } = this;
    const rest = JSON.stringify({ ...(next !== undefined && { next }), ...more });
    const close = Buffer.from(rest === '{}' ? ']}' : `],${rest.slice(1)}`);
    const length = texts.reduce((sum, text) => sum + text.byteLength, OPEN.length + close.length);
    const bytes = Buffer.allocUnsafe(length + Math.max(0, texts.length - 1));
    bytes.set(OPEN);
    let at = OPEN.length;
    for (const [nth, text] of texts.entries()) {
      if (nth > 0) bytes[at++] = COMMA;
      bytes.set(text, at);
      at += text.byteLength;
    }
    bytes.set(close, at);
    return bytes;
  }
}

/** A body as it leaves. Bytes leave as they are; Fastify's types know only of texts. */
export const writtenOut = (body: unknown): string =>
  body instanceof ShownPage ? (body.bytes() as unknown as string) : JSON.stringify(body);

/** A row shown as it is kept. */
export const asKept = <Row>(row: Row): Row => row;

/** Functions kept of one way to show rows. */
const MOST_KEPT = 64;

/** How rows are shown where that depends on something else, too, such as the day: one function for each, so that what it showed can be kept. */
export function shownFor<Doc, Item>(show: (doc: Doc, what: string) => Item): (what: string) => (doc: Doc) => Item {
  const kept = new Map<string, (doc: Doc) => Item>();
  return (what) => {
    const shown = kept.get(what) ?? ((doc: Doc): Item => show(doc, what));
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined && !kept.has(what)) kept.delete(oldest);
    kept.set(what, shown);
    return shown;
  };
}
