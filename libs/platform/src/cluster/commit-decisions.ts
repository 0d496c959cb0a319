import mongoose, { type mongo } from 'mongoose';
import type { Plan } from './commit-plan.js';
import { isDuplicate } from './mongo.failures.js';

/** Recorded under the id of its commit: what will be done, or that it never will be. Whichever comes first stands. */
type Decision = {
  readonly _id: string;
  readonly bytes?: mongo.Binary;
  /** How many further parts there are, `<id>/1`, `<id>/2`, … */
  readonly parts?: number;
  /** Given up, and when; kept for a day against whoever is late. */
  readonly givenUp?: Date;
};

/** A document of MongoDB holds 16 MiB. */
const PART_BYTES = 15 * 1024 * 1024;
const LATE_S = 86_400;

/** The one document with which a commit stands or falls. */
export class Decisions {
  readonly #all: mongo.Collection<Decision>;

  constructor(
    db: mongo.Db,
    private readonly partBytes = PART_BYTES,
  ) {
    this.#all = db.collection<Decision>('commits');
  }

  async prepare(): Promise<void> {
    await this.#all.createIndex({ givenUp: 1 }, { name: 'late', expireAfterSeconds: LATE_S });
  }

  /** The commit stands from here on; false when somebody has given it up. */
  async decide(plan: Plan): Promise<boolean> {
    const bytes = Buffer.from(JSON.stringify(plan));
    const parts = Math.ceil(bytes.length / this.partBytes);
    const part = (n: number): mongo.Binary =>
      new mongoose.mongo.Binary(bytes.subarray(n * this.partBytes, (n + 1) * this.partBytes));
    for (let n = 1; n < parts; n++) await this.#all.insertOne({ _id: partOf(plan.id, n), bytes: part(n) });
    const decided = await this.#insert({ _id: plan.id, bytes: part(0), parts });
    if (!decided && parts > 1) await this.#forgetParts(plan.id);
    return decided;
  }

  /** What was decided; undefined when nothing is to be done: nothing was decided in time, or all was done meanwhile. */
  async take(id: string): Promise<Plan | undefined> {
    const decided = await this.#all.findOne({ _id: id });
    if (!decided) {
      if (!(await this.#insert({ _id: id, givenUp: new Date() }))) return await this.take(id);
      await this.#forgetParts(id);
      return undefined;
    }
    if (!decided.bytes) return undefined;
    const all = [decided.bytes];
    for (let n = 1; n < (decided.parts ?? 1); n++) {
      const part = (await this.#all.findOne({ _id: partOf(id, n) }))?.bytes;
      if (!part) return undefined; // parts go only when all was done
      all.push(part);
    }
    return JSON.parse(
      Buffer.concat(all.map(({ buffer, position }) => buffer.subarray(0, position))).toString(),
    ) as Plan;
  }

  /** All was done. */
  async forget(id: string): Promise<void> {
    const found = await this.#all.findOneAndDelete({ _id: id, bytes: { $exists: true } }, { projection: { parts: 1 } });
    if ((found?.parts ?? 1) > 1) await this.#forgetParts(id);
  }

  async #forgetParts(id: string): Promise<void> {
    await this.#all.deleteMany({ _id: { $gte: `${id}/`, $lt: `${id}0` } });
  }

  async #insert(decision: Decision): Promise<boolean> {
    try {
      await this.#all.insertOne(decision);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}

const partOf = (id: string, n: number): string => `${id}/${String(n)}`;
