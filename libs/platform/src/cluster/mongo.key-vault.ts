import {
  restored,
  tombstonesIn,
  type KeyKind,
  type KeysOf,
  type KeyVault,
  type SubjectKeys,
} from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import {
  DESTROYED,
  mintIndexSecret,
  mintWrapped,
  openIndexSecret,
  openWrapped,
  wrapKey,
} from '../stores/wrapped-key.js';
import { answering, isDuplicate } from './mongo.failures.js';

/** Wrapped keys of a subject; an empty one is destroyed. */
type Keys = { readonly _id: string } & { readonly [K in KeyKind]: mongo.Binary };
/** A key that never exists again, whichever copy of the keys comes back. */
type Tombstone = { readonly _id: string; readonly subject: string; readonly kind: KeyKind };
type Secret = { readonly _id: 'index'; readonly wrapped: mongo.Binary };

/** Data keys in MongoDB, each wrapped with a master key that never comes near it: it is part of the configuration. */
export class MongoKeyVault implements KeyVault {
  readonly #keys: mongo.Collection<Keys>;
  readonly #tombstones: mongo.Collection<Tombstone>;
  readonly #secrets: mongo.Collection<Secret>;

  private constructor(
    db: mongo.Db,
    private readonly master: Uint8Array,
  ) {
    this.#keys = db.collection<Keys>('keys');
    this.#tombstones = db.collection<Tombstone>('tombstones');
    this.#secrets = db.collection<Secret>('secrets');
  }

  /** Throws `WrongMasterKey` when the vault was made with another one. `db` belongs to whoever opened it. */
  static async open(db: mongo.Db, master: Uint8Array): Promise<MongoKeyVault> {
    const vault = new MongoKeyVault(db, master);
    await answering(() => vault.#prepare());
    return vault;
  }

  find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    return answering(() => this.#find(subjects));
  }

  mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    return answering(async () => {
      const found = await this.#find(subjects);
      const missing = [...new Set(subjects)].filter((subject) => !found.has(subject));
      if (missing.length === 0) return found;
      await this.#insert(missing.map((subject) => ({ subject })));
      return await this.#find(subjects);
    });
  }

  destroy(subject: string, kind: KeyKind): Promise<void> {
    return answering(async () => {
      const stones = [stoneOf({ subject, kind })];
      await this.#raise(stones);
      await this.#bury(stones);
    });
  }

  all(after = '', limit: number): Promise<readonly KeysOf[]> {
    return answering(async () => {
      const found = await this.#keys.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray();
      return found.map((keys) => ({ subject: keys._id, ...this.#open(keys) }));
    });
  }

  /** Who mints at the same time is found out: what stands afterwards is compared again. */
  restore(keys: readonly KeysOf[]): Promise<void> {
    return answering(async () => {
      const subjects = keys.map(({ subject }) => subject);
      restored(keys, await this.#find(subjects));
      const stones = tombstonesIn(keys).map(stoneOf);
      await this.#raise(stones);
      await this.#insert(keys);
      await this.#bury(stones);
      restored(keys, await this.#find(subjects));
    });
  }

  indexSecret(): Promise<Uint8Array> {
    return answering(() => this.#indexSecret());
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  /** What a restored copy of the keys brought back is buried again. */
  async #prepare(): Promise<void> {
    const wrapped = binary(mintIndexSecret(this.master));
    await this.#secrets.insertOne({ _id: 'index', wrapped }).catch(unlessThere);
    await this.#indexSecret();
    await this.#bury(await this.#tombstones.find().toArray());
  }

  async #indexSecret(): Promise<Uint8Array> {
    const secret = await this.#secrets.findOne({ _id: 'index' });
    if (!secret) throw new Error('the vault has lost its index secret');
    return openIndexSecret(this.master, bytes(secret.wrapped));
  }

  async #find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    if (subjects.length === 0) return new Map();
    const found = await this.#keys
      .find({ _id: { $in: [...new Set(subjects)] } }, { batchSize: subjects.length + 1 })
      .toArray();
    return new Map(found.map((keys) => [keys._id, this.#open(keys)]));
  }

  #open(keys: Keys): SubjectKeys {
    const key = (kind: KeyKind) => openWrapped(this.master, keys._id, kind, bytes(keys[kind]));
    return { identity: key('identity'), profile: key('profile') };
  }

  /** Who comes second finds the keys of who came first. */
  async #insert(keys: readonly (Partial<KeysOf> & Pick<KeysOf, 'subject'>)[]): Promise<void> {
    if (keys.length === 0) return;
    const stones = await this.#tombstones.find({ subject: { $in: keys.map(({ subject }) => subject) } }).toArray();
    const buried = new Set(stones.map(({ _id }) => _id));
    const documents = keys.map(({ subject, ...brought }): Keys => {
      const wrapped = (kind: KeyKind): mongo.Binary => {
        if (buried.has(`${kind}:${subject}`)) return binary(DESTROYED);
        const key = brought[kind];
        return binary(key ? wrapKey(this.master, subject, kind, key) : mintWrapped(this.master, subject, kind));
      };
      return { _id: subject, identity: wrapped('identity'), profile: wrapped('profile') };
    });
    await this.#keys.insertMany(documents, { ordered: false }).catch(unlessThere);
  }

  /** The tombstone comes before the key goes: whoever mints in between finds the one or is overwritten by the other. */
  async #raise(stones: readonly Tombstone[]): Promise<void> {
    const upserts = stones.map((stone) => ({
      replaceOne: { filter: { _id: stone._id }, replacement: stone, upsert: true },
    }));
    if (upserts.length > 0) await this.#tombstones.bulkWrite(upserts);
  }

  async #bury(stones: readonly Tombstone[]): Promise<void> {
    if (stones.length === 0) return;
    await this.#insert([...new Set(stones.map(({ subject }) => subject))].map((subject) => ({ subject })));
    const updates = stones.map(({ subject, kind }) => ({
      updateOne: { filter: { _id: subject }, update: { $set: { [kind]: binary(DESTROYED) } } },
    }));
    await this.#keys.bulkWrite(updates, { ordered: false });
  }
}

const stoneOf = ({ subject, kind }: Omit<Tombstone, '_id'>): Tombstone => ({
  _id: `${kind}:${subject}`,
  subject,
  kind,
});
const binary = (value: Uint8Array): mongo.Binary => new mongoose.mongo.Binary(value);
const bytes = ({ buffer, position }: mongo.Binary): Uint8Array => new Uint8Array(buffer.subarray(0, position));

/** Only that something is there already. */
function unlessThere(error: unknown): void {
  const failed = error instanceof mongoose.mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
  const all = failed.length > 0 ? failed.every(({ code }) => code === 11000) : isDuplicate(error);
  if (!all) throw error;
}
