import type { KeyKind } from '../upcasting.js';
import { KeyConflict, type DataKey, type KeysOf, type SubjectKeys } from './key-vault.js';

const KINDS: readonly KeyKind[] = ['identity', 'profile'];

/** What stands after keys were restored over what is there: tombstones of both sides, else the key. Throws `KeyConflict`. */
export function restored(coming: readonly KeysOf[], there: ReadonlyMap<string, SubjectKeys>): readonly KeysOf[] {
  return coming.map(({ subject, ...keys }) => {
    const own = there.get(subject);
    return {
      subject,
      identity: joined(subject, keys.identity, own?.identity),
      profile: joined(subject, keys.profile, own?.profile),
    };
  });
}

/** The tombstones among keys. */
export const tombstonesIn = (
  keys: readonly KeysOf[],
): readonly { readonly subject: string; readonly kind: KeyKind }[] =>
  keys.flatMap((each) =>
    KINDS.flatMap((kind) => (each[kind] === 'destroyed' ? [{ subject: each.subject, kind }] : [])),
  );

function joined(subject: string, coming: DataKey, there: DataKey | undefined): DataKey {
  if (coming === 'destroyed' || there === 'destroyed') return 'destroyed';
  if (there && Buffer.compare(coming, there) !== 0) throw new KeyConflict(subject);
  return coming;
}
