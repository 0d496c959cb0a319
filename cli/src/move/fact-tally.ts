import { createHash } from 'node:crypto';

/** A fact as it stands in a file; personal fields are sealed. */
export type Fact = { readonly stream: string; readonly revision: number; readonly [field: string]: unknown };
/** A fact with the place it has in a store. */
export type FactAt = { readonly position: string; readonly fact: Fact };
export type Counted = {
  readonly facts: number;
  readonly sha256: string;
  readonly categories: Readonly<Record<string, number>>;
};

/** Characters of the running hash that each line carries: enough to say which line was changed. */
const CHECK = 16;

/** Counts facts by category of stream and hashes all of them in order: two stores with the same tally hold the same. */
export class FactTally {
  private facts = 0;
  private chain = '';
  private readonly categories = new Map<string, number>();

  /** Answers what the fact's line carries. */
  add(fact: Fact): string {
    const category = fact.stream.slice(0, fact.stream.indexOf('-'));
    this.facts += 1;
    this.categories.set(category, (this.categories.get(category) ?? 0) + 1);
    this.chain = createHash('sha256')
      .update(`${this.chain}\n${JSON.stringify(fact)}`)
      .digest('hex');
    return this.chain.slice(0, CHECK);
  }

  get counted(): Counted {
    const categories = Object.fromEntries([...this.categories].sort(([one], [other]) => (one < other ? -1 : 1)));
    return { facts: this.facts, sha256: this.chain, categories };
  }
}

/** What two tallies do not have in common, a line each; nothing when they are the same. */
export function differences(one: Counted, other: Counted): readonly string[] {
  const names = [...new Set([...Object.keys(one.categories), ...Object.keys(other.categories)])].sort();
  const counts = names
    .map((name) => [name, one.categories[name] ?? 0, other.categories[name] ?? 0] as const)
    .filter(([, here, there]) => here !== there)
    .map(([name, here, there]) => `${name} ${String(here)} ≠ ${String(there)}`);
  return one.sha256 === other.sha256 ? counts : [...counts, `sha256 ${one.sha256} ≠ ${other.sha256}`];
}
