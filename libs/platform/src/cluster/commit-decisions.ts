import mongoose, { type mongo } from 'mongoose';
import type { Plan } from './commit-plan.js';

/** What a commit under way has taken for itself; no two have the same row, for a unique index holds every row of every claim. */
export type Claim = {
  readonly _id: string;
  readonly owner: string;
  readonly rows: readonly string[];
  readonly tables: readonly string[];
  /** Once it is decided: what will be done, or in how many parts `<id>/0`, `<id>/1`, … that stands. */
  readonly bytes?: mongo.Binary;
  readonly parts?: number;
};
type Part = { readonly _id: string; readonly bytes: mongo.Binary };

/** A document of MongoDB holds 16 MiB; beside the plan a claim names its rows, which are part of the plan, too. */
const PART_BYTES = 7 * 1024 * 1024;
const UNDECIDED = { bytes: { $exists: false }, parts: { $exists: false } };

/** What will be done is written into the claim: with that one document a commit stands or falls. */
export class Decisions {
  readonly #claims: mongo.Collection<Claim>;
  readonly #parts: mongo.Collection<Part>;
  /** Those that this process has seen to stand in parts. */
  readonly #inParts = new Set<string>();

  constructor(
    db: mongo.Db,
    private readonly partBytes = PART_BYTES,
  ) {
    this.#claims = db.collection<Claim>('claims');
    this.#parts = db.collection<Part>('commits');
  }

  /** The commit stands from here on; false when somebody has given it up: then its claim is gone. */
  async decide(plan: Plan): Promise<boolean> {
    const bytes = Buffer.from(JSON.stringify(plan));
    if (bytes.length <= this.partBytes) return await this.#write(plan.id, { bytes: binary(bytes) });
    const parts = Math.ceil(bytes.length / this.partBytes);
    for (let n = 0; n < parts; n++) {
      const part = bytes.subarray(n * this.partBytes, (n + 1) * this.partBytes);
      await this.#parts.insertOne({ _id: partOf(plan.id, n), bytes: binary(part) });
    }
    const decided = await this.#write(plan.id, { parts });
    if (decided) this.#inParts.add(plan.id);
    else await this.#forgetParts(plan.id);
    return decided;
  }

  /** What was decided; undefined when nothing is to be done: nothing was decided in time, or all was done meanwhile. */
  async take(id: string): Promise<Plan | undefined> {
    const claim = await this.#claims.findOne({ _id: id });
    if (!claim) return undefined;
    if (claim.bytes) return toPlan([claim.bytes]);
    if (claim.parts !== undefined) return await this.#joined(id, claim.parts);
    const { deletedCount } = await this.#claims.deleteOne({ _id: id, ...UNDECIDED });
    if (deletedCount === 0) return await this.take(id);
    await this.#forgetParts(id);
    return undefined;
  }

  /** All was done: the claim goes, and with it what was decided. */
  async forget(id: string): Promise<void> {
    if (this.#inParts.delete(id)) await this.#forgetParts(id);
    await this.#claims.deleteOne({ _id: id }, { writeConcern: { w: 1 } });
  }

  async #write(id: string, decision: Pick<Claim, 'bytes' | 'parts'>): Promise<boolean> {
    const { matchedCount } = await this.#claims.updateOne({ _id: id }, { $set: decision });
    return matchedCount === 1;
  }

  async #joined(id: string, parts: number): Promise<Plan | undefined> {
    this.#inParts.add(id);
    const all: mongo.Binary[] = [];
    for (let n = 0; n < parts; n++) {
      const part = await this.#parts.findOne({ _id: partOf(id, n) });
      if (!part) return undefined; // parts go only when all was done
      all.push(part.bytes);
    }
    return toPlan(all);
  }

  async #forgetParts(id: string): Promise<void> {
    await this.#parts.deleteMany({ _id: { $gte: `${id}/`, $lt: `${id}0` } });
  }
}

const partOf = (id: string, n: number): string => `${id}/${String(n)}`;
const binary = (bytes: Uint8Array): mongo.Binary => new mongoose.mongo.Binary(bytes);
const toPlan = (all: readonly mongo.Binary[]): Plan =>
  JSON.parse(Buffer.concat(all.map(({ buffer, position }) => buffer.subarray(0, position))).toString()) as Plan;
