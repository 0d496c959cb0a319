/** Seeded choices: the same seed and the same questions give the same answers. */
export class Chance {
  #state: number;

  /** `parts` tell apart what is chosen for: a round, a fault. */
  constructor(seed: number, ...parts: readonly (string | number)[]) {
    this.#state = seed;
    for (const sign of parts.join('|')) this.#state = Math.imul(this.#state ^ sign.charCodeAt(0), 0x01000193);
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  of<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.next() * choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  /** So many different ones of them, in the order of chance. */
  several<T>(choices: readonly T[], count: number): readonly T[] {
    const left = [...choices];
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const [one] = left.splice(Math.floor(this.next() * left.length), 1);
      return one as T;
    });
  }
}
