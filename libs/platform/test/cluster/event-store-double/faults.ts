/** What can go wrong with an append. The last four happen when the events are already written. */
export const APPEND_FAULTS = [
  'unavailable',
  'not-leader',
  'timeout',
  'deadline-after-write',
  'unavailable-after-write',
  'silent-after-write',
  'wrong-revision-after-write',
] as const;
export type AppendFault = (typeof APPEND_FAULTS)[number];
export const READ_FAULTS = ['unavailable', 'not-leader', 'broken-midway', 'silent'] as const;
export type ReadFault = (typeof READ_FAULTS)[number];
export type SubscribeFault = ReadFault;

type Planned = { readonly append: AppendFault; readonly read: ReadFault; readonly subscribe: SubscribeFault };
type Rates = { readonly [Kind in keyof Planned]?: { readonly rate: number; readonly kinds: readonly Planned[Kind][] } };

/** Faults that are planned one by one, or that come at a rate: with one seed always the same draws. */
export class Faults {
  readonly #planned: { [Kind in keyof Planned]: Planned[Kind][] } = { append: [], read: [], subscribe: [] };
  #rates: Rates = {};
  #draw: () => number = () => 1;
  /** How many faults happened, by kind. */
  readonly happened = new Map<string, number>();

  /** The next `times` calls of a kind meet this fault. */
  plan<Kind extends keyof Planned>(kind: Kind, fault: Planned[Kind], times = 1): void {
    for (let n = 0; n < times; n++) this.#planned[kind].push(fault);
  }

  /** From now on all goes well. */
  clear(): void {
    for (const planned of Object.values(this.#planned)) planned.length = 0;
    this.#rates = {};
  }

  atRate(rates: Rates, seed: number): void {
    this.#rates = rates;
    this.#draw = seeded(seed);
  }

  next<Kind extends keyof Planned>(kind: Kind): Planned[Kind] | undefined {
    const fault = this.#planned[kind].shift() ?? this.#drawn(kind);
    if (fault !== undefined) {
      const name = `${kind} ${fault}`;
      this.happened.set(name, (this.happened.get(name) ?? 0) + 1);
    }
    return fault;
  }

  #drawn<Kind extends keyof Planned>(kind: Kind): Planned[Kind] | undefined {
    const { rate, kinds } = this.#rates[kind] ?? { rate: 0, kinds: [] };
    if (rate === 0 || this.#draw() >= rate) return undefined;
    return kinds[Math.floor(this.#draw() * kinds.length)];
  }
}

/** Mulberry32: small, even, and the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
