/**
 * Whoever asks for the same while it waits for its turn gets the same answer, and nothing of it is kept afterwards. Of one name one
 * is worked out at a time. Nobody joins one that has begun: what was changed since then may be missing in it, and who asks after a
 * change asks once; all who ask meanwhile share the next.
 */
export class AskedTogether<Answer> {
  readonly #next = new Map<string, Promise<Answer>>();
  /** When the newest of a name has ended, one way or the other. */
  readonly #ends = new Map<string, Promise<void>>();

  /** `turn`: resolves once all who ask at the same time have asked. */
  constructor(private readonly turn: () => Promise<unknown>) {}

  ask(name: string, work: () => Promise<Answer>): Promise<Answer> {
    return this.#next.get(name) ?? this.#queued(name, work);
  }

  #queued(name: string, work: () => Promise<Answer>): Promise<Answer> {
    const next = (this.#ends.get(name) ?? this.turn()).then(() => {
      this.#next.delete(name);
      return work();
    });
    this.#next.set(name, next);
    const ended = (): void => {
      if (this.#ends.get(name) === ends) this.#ends.delete(name);
    };
    const ends = next.then(ended, ended);
    this.#ends.set(name, ends);
    return next;
  }
}
