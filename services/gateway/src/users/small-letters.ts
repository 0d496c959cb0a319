import { VersionConflict, type RowStore } from '@pcrm/event-sourcing';
import { userIdOf } from '../sign-in/user-id.js';
import { usersTable, type User } from './users-table.js';

/** Users of a time when capitals told two names apart get the one name they have now; where both are there, each stays as it is. */
export async function keepInSmallLetters(rows: RowStore): Promise<void> {
  const { rows: users } = await rows.find<User>(usersTable, { index: 'key', limit: 10_000 });
  const taken = new Set(users.map(({ key }) => key));
  for (const { key, version, doc } of users) {
    const userId = userIdOf(key);
    if (taken.has(userId)) continue;
    taken.add(userId);
    const moved = { ...doc, userId };
    const writes = [
      { key: userId, expected: 0, seen: {}, doc: moved },
      { key, expected: version, seen: {}, doc: null },
    ];
    await rows.commit({ writes: [{ table: usersTable, rows: writes }] }).catch((error: unknown) => {
      // Another process that starts just now has done it.
      if (!(error instanceof VersionConflict)) throw error;
    });
  }
}
