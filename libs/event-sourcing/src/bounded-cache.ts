/** Remembers the `size` values used last. Size 0 remembers nothing. */
export class BoundedCache<Value> {
  private readonly kept = new Map<string, Value>();
  /** Stands before the value used longest ago. A new one would walk over the places of all that were taken away, each time. */
  private readonly oldest = this.kept.keys();

  constructor(private readonly size: number) {}

  /** Without counting as use. */
  peek(key: string): Value | undefined {
    return this.kept.get(key);
  }

  get(key: string): Value | undefined {
    const value = this.kept.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    if (this.kept.size > this.size) this.kept.delete(this.oldest.next().value as string);
  }

  /** Gives a value away: it is no longer remembered. */
  take(key: string): Value | undefined {
    const value = this.kept.get(key);
    this.kept.delete(key);
    return value;
  }

  delete(key: string): void {
    this.kept.delete(key);
  }

  /** Forgets what was used longest ago, until one of them is not stale. */
  forgetOldest(isStale: (value: Value) => boolean): void {
    for (const [key, value] of this.kept) {
      if (!isStale(value)) return;
      this.kept.delete(key);
    }
  }
}
