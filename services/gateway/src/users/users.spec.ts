import { jest } from '@jest/globals';
import { Unavailable, VersionConflict } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import type { DirectoryRow } from './staff-directory.projection.js';
import { Users } from './users.js';
import { usersTable } from './users-table.js';

const PASSWORD = 'correct horse battery';
const staff = (staffId: string, role: DirectoryRow['role']): DirectoryRow => ({ staffId, name: staffId, role });
const directory = new Map(
  [staff('ZH-04', 'administrator'), staff('ZH-05', 'administrator'), staff('QX-101', 'clientManager')].map((row) => [
    row.staffId,
    row,
  ]),
);
async function opened(rows = new InMemoryRowStore()): Promise<Users> {
  const users = new Users(
    rows,
    (staffId) => Promise.resolve(directory.get(staffId)),
    () => '2026-11-23T01:00:00.000Z',
  );
  await users.declare();
  return users;
}
const add = (users: Users, userId: string, staffId: string) => users.add({ userId, staffId, password: PASSWORD });

describe('two administrators', () => {
  async function two(rows?: InMemoryRowStore): Promise<Users> {
    const users = await opened(rows);
    await add(users, 'he', 'ZH-04');
    await add(users, 'lin', 'ZH-05');
    return users;
  }
  const standing = async (users: Users) =>
    (await users.list()).filter(({ disabled }) => !disabled).map((u) => u.userId);

  it('who lock each other out at once leave one of them', async () => {
    const users = await two();
    const both = await Promise.allSettled([users.disable('he', true), users.disable('lin', true)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'user.last-administrator' },
    });
    expect(await standing(users)).toHaveLength(1);
  });

  it('who do so through two processes leave one of them', async () => {
    const rows = new InMemoryRowStore();
    const [one, other] = [await two(rows), await opened(rows)];
    await Promise.allSettled([one.disable('he', true), other.disable('lin', true), other.disable('he', true)]);
    expect(await standing(one)).toHaveLength(1);
  });

  it('lock out many others at once, each by the version that was read', async () => {
    const users = await two();
    await add(users, 'wei', 'QX-101');
    const { revision } = await users.one('wei');
    await Promise.all([users.disable('he', true), users.disable('wei', true, revision)]);
    expect(await standing(users)).toEqual(['lin']);
    await expect(users.disable('wei', true, revision)).rejects.toBeInstanceOf(VersionConflict);
  });
});

describe('the name of a user', () => {
  it('is the same in capitals: nobody else gets it, and it signs in', async () => {
    const users = await opened();
    await add(users, 'Wei', 'QX-101');
    await expect(add(users, 'wEI', 'ZH-04')).rejects.toMatchObject({ code: 'user.exists' });
    expect((await users.list()).map(({ userId }) => userId)).toEqual(['wei']);
    for (const written of ['wei', 'WEI', 'Wei'])
      expect(await users.signIn(written, PASSWORD)).toMatchObject({ userId: 'wei', staffId: 'QX-101' });
    await users.disable('WEI', true);
    expect(await users.signIn('wei', PASSWORD)).toBeUndefined();
  });

  it('of the first administrator is the same in capitals', async () => {
    const users = await opened();
    await users.setUp((await users.offerSetup()) ?? '', 'Admin', PASSWORD);
    expect(await users.signIn('admin', PASSWORD)).toMatchObject({ userId: 'admin', role: 'administrator' });
  });

  it('of the first administrator is not used up by an outage, nor by two at once for more than one of them', async () => {
    const rows = new InMemoryRowStore();
    const users = await opened(rows);
    const link = (await users.offerSetup()) ?? '';
    const commit = jest.spyOn(rows, 'commit').mockRejectedValueOnce(new Unavailable('the store is away'));
    await expect(users.setUp(link, 'admin', PASSWORD)).rejects.toBeInstanceOf(Unavailable);
    commit.mockRestore();
    const both = await Promise.allSettled([users.setUp(link, 'admin', PASSWORD), users.setUp(link, 'other', PASSWORD)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'setup.link-used' });
    expect((await users.list()).filter(({ administrator }) => administrator)).toHaveLength(1);
    await expect(users.setUp(link, 'third', PASSWORD)).rejects.toMatchObject({ code: 'setup.link-used' });
  });

  it('of older users is brought to small letters, unless both are there', async () => {
    const rows = new InMemoryRowStore();
    const users = await opened(rows);
    await add(users, 'wei', 'QX-101');
    const kept = (await rows.load(usersTable, ['wei'])).get('wei')?.doc ?? {};
    const old = (key: string) => ({ key, expected: 0, seen: {}, doc: { ...kept, userId: key } });
    await rows.commit({ writes: [{ table: usersTable, rows: [old('WEI'), old('Lin')] }] });
    const now = await opened(rows);
    expect((await now.list()).map(({ userId }) => userId).sort()).toEqual(['WEI', 'lin', 'wei']);
    expect(await now.signIn('LIN', PASSWORD)).toMatchObject({ userId: 'lin' });
    expect(await now.signIn('WEI', PASSWORD)).toMatchObject({ userId: 'WEI' });
  });
});
