import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** A password as it is kept: scrypt with its own salt and cost, so that the cost can be raised later. */
export type PasswordHash = { readonly salt: string; readonly hash: string; readonly cost: number };

const COST = 16_384;
const LENGTH = 32;
/** Shortest password a person may choose. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derived(password, salt, COST);
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), cost: COST };
}

/** Compares in constant time. */
export async function passwordMatches(password: string, { salt, hash, cost }: PasswordHash): Promise<boolean> {
  const kept = Buffer.from(hash, 'base64');
  const asked = await derived(password, Buffer.from(salt, 'base64'), cost);
  return kept.length === asked.length && timingSafeEqual(kept, asked);
}

/** What an unknown user costs, so that the answer's time does not tell who exists. */
export const spendAsIfKnown = async (password: string): Promise<void> =>
  void (await derived(password, Buffer.alloc(16), COST));

const derived = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { N: cost, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
