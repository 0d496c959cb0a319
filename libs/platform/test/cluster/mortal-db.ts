import type { mongo } from 'mongoose';
import { Unavailable } from '@pcrm/event-sourcing';

/** What happens at one call of the process: it dies or stands still before the call, in the middle of a bulk, or after its effect. */
export type Moment = { readonly call: number; readonly when: 'before' | 'halfway' | 'after' };

const ANSWERING = ['insertOne', 'bulkWrite', 'findOne', 'findOneAndUpdate', 'findOneAndDelete', 'updateOne', 'deleteOne', 'deleteMany', 'createIndex', 'createIndexes', 'dropIndex', 'countDocuments', 'drop'] as const; // prettier-ignore
const READING = ['find', 'aggregate', 'listIndexes'] as const;
type Call = (...given: unknown[]) => Promise<unknown>;

/** A database as one process sees it, which comes to its moment at a chosen call. */
export class MortalDb {
  calls = 0;
  dead = false;
  readonly db: mongo.Db;
  readonly #reached = Promise.withResolvers<void>();
  readonly #release = Promise.withResolvers<void>();

  constructor(
    db: mongo.Db,
    private readonly moment: Moment,
    private readonly fate: 'dies' | 'pauses' = 'dies',
  ) {
    this.db = new Proxy(db, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...given: unknown[]) => unknown;
        return name === 'collection' ? (...given: unknown[]) => this.#collection(method(...given) as object) : method;
      },
    });
  }

  /** Resolves when a paused process stands still. */
  get reached(): Promise<void> {
    return this.#reached.promise;
  }
  resume(): void {
    this.#release.resolve();
  }

  #collection(collection: object): object {
    return new Proxy(collection, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as Call;
        if ((READING as readonly unknown[]).includes(name)) return (...given: unknown[]) => this.#cursor(method(...given)); // prettier-ignore
        if (!(ANSWERING as readonly unknown[]).includes(name)) return method;
        return (...given: unknown[]) => this.#call(method, given, name === 'bulkWrite');
      },
    });
  }

  #cursor(cursor: object): object {
    return new Proxy(cursor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...given: unknown[]) => unknown;
        if (name === 'toArray') return () => this.#call(method as Call, [], false);
        return (...given: unknown[]) => {
          const result = method(...given);
          return result === target ? this.#cursor(target) : result;
        };
      },
    });
  }

  async #call(method: Call, given: readonly unknown[], isBulk: boolean): Promise<unknown> {
    if (this.dead) throw new Unavailable('the process is dead');
    const now = ++this.calls === this.moment.call;
    if (!now) return await method(...given);
    if (this.moment.when === 'before') await this.#end();
    if (this.moment.when === 'halfway' && isBulk) {
      const [operations, options] = given as [unknown[], unknown];
      const half = Math.ceil(operations.length / 2);
      await method(operations.slice(0, half), options).catch(() => undefined);
      await this.#end();
      return half < operations.length ? await method(operations.slice(half), options) : undefined;
    }
    const answer = await method(...given).catch((error: unknown) => {
      if (this.fate === 'dies') return undefined;
      throw error;
    });
    if (this.moment.when !== 'before') await this.#end();
    return answer;
  }

  async #end(): Promise<void> {
    this.#reached.resolve();
    if (this.fate === 'pauses') return await this.#release.promise;
    this.dead = true;
    throw new Unavailable('the process is dead');
  }
}
