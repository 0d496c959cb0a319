type Entry<Value> = {
  readonly key: string;
  value: Value;
  older: Entry<Value> | undefined;
  newer: Entry<Value> | undefined;
};

/**
 * Remembers the `size` values used last. Size 0 remembers nothing.
 *
 * The order of use is a list of its own. The order of a Map would do, but its first key is looked for past the places of all that were
 * taken away before it, and an iterator that is kept at it holds on to whatever was.
 */
export class BoundedCache<Value> {
  private readonly kept = new Map<string, Entry<Value>>();
  private oldest: Entry<Value> | undefined;
  private newest: Entry<Value> | undefined;

  constructor(private readonly size: number) {}

  /** Without counting as use. */
  peek(key: string): Value | undefined {
    return this.kept.get(key)?.value;
  }

  get(key: string): Value | undefined {
    const entry = this.kept.get(key);
    if (!entry) return undefined;
    this.unlink(entry);
    this.link(entry);
    return entry.value;
  }

  set(key: string, value: Value): void {
    let entry = this.kept.get(key);
    if (entry) this.unlink(entry);
    else this.kept.set(key, (entry = { key, value, older: undefined, newer: undefined }));
    entry.value = value;
    this.link(entry);
    if (this.oldest && this.kept.size > this.size) this.forget(this.oldest);
  }

  /** Gives a value away: it is no longer remembered. */
  take(key: string): Value | undefined {
    const entry = this.kept.get(key);
    if (entry) this.forget(entry);
    return entry?.value;
  }

  delete(key: string): void {
    this.take(key);
  }

  /** Forgets what was used longest ago, until one of them is not stale. */
  forgetOldest(isStale: (value: Value) => boolean): void {
    while (this.oldest && isStale(this.oldest.value)) this.forget(this.oldest);
  }

  private forget(entry: Entry<Value>): void {
    this.kept.delete(entry.key);
    this.unlink(entry);
  }

  private link(entry: Entry<Value>): void {
    entry.older = this.newest;
    if (this.newest) this.newest.newer = entry;
    else this.oldest = entry;
    this.newest = entry;
  }

  private unlink(entry: Entry<Value>): void {
    const { older, newer } = entry;
    if (older) older.newer = newer;
    else this.oldest = newer;
    if (newer) newer.older = older;
    else this.newest = older;
    entry.older = entry.newer = undefined;
  }
}
