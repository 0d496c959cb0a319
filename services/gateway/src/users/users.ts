import { createHash, randomBytes } from 'node:crypto';
import {
  Refusal,
  VersionConflict,
  type Commit,
  type JsonObject,
  type Row,
  type RowStore,
  type Table,
} from '@pcrm/event-sourcing';
import type { IdentityProvider, SignedIn } from '../sign-in/identity-provider.js';
import { found } from '@pcrm/platform';
import { userIdOf } from '../sign-in/user-id.js';
import { hashPassword, passwordMatches, spendAsIfKnown } from '../sign-in/password.js';
import { keepInSmallLetters } from './small-letters.js';
import type { DirectoryRow } from './staff-directory.projection.js';
import { usersTable, type User, type UserListed } from './users-table.js';

const setupTable: Table = { name: 'setup.v1', indexes: {} };
const SETUP = 'first-administrator';
/** The row that every locking out writes to: of two at once the second decides again. */
const LOCK_OUTS = 'lock-outs';
const ROUNDS = 5;
const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Local users with hashed passwords, in the gateway's own rows. Credentials are no facts: they are replaced, never kept. */
export class Users implements IdentityProvider {
  constructor(
    private readonly rows: RowStore,
    private readonly directory: (staffId: string) => Promise<DirectoryRow | undefined>,
    private readonly now: () => string,
  ) {}

  async declare(): Promise<void> {
    await this.rows.declare(usersTable);
    await this.rows.declare(setupTable);
    await keepInSmallLetters(this.rows);
  }

  async signIn(userId: string, password: string): Promise<SignedIn | undefined> {
    const user = (await this.row(userId))?.doc;
    if (!user) return void (await spendAsIfKnown(password));
    return (await passwordMatches(password, user.password)) ? await this.signedIn(user) : undefined;
  }

  async current(userId: string): Promise<SignedIn | undefined> {
    const user = (await this.row(userId))?.doc;
    return user && (await this.signedIn(user));
  }

  /** Refused `user.exists`: a password is reset, a user is never taken over. */
  async add({ userId, staffId, password }: { userId: string; staffId: string; password: string }): Promise<void> {
    if (!(await this.directory(staffId))) throw new Refusal('user.staff-unknown', { staffId });
    await this.insert({
      userId: userIdOf(userId),
      staffId,
      password: await hashPassword(password),
      disabled: false,
      createdAt: this.now(),
    });
  }

  /** The sessions that run under the old one are over. Answers, here and below, the id under which the user is kept. `ifRevision`, here and below: the version of the user that whoever changes them has read. */
  async setPassword(userId: string, password: string, ifRevision?: number): Promise<string> {
    const hash = await hashPassword(password);
    return await this.change(userId, (user) => ({ ...user, password: hash, epoch: after(user) }), ifRevision);
  }

  /** Refused `user.last-administrator`: nobody could let anybody in again, not even after two who lock each other out at once. */
  async disable(userId: string, disabled: boolean, ifRevision?: number): Promise<string> {
    const to = (user: User): User => ({ ...user, disabled, epoch: after(user) });
    if (!disabled) return await this.change(userId, to, ifRevision);
    for (let round = 1; ; round++) {
      const lockOuts = await this.versionOf(LOCK_OUTS);
      const row = await this.known(userId, ifRevision);
      if (!(await this.administratedWithout(row.key))) throw new Refusal('user.last-administrator', { userId });
      try {
        await this.write(row.key, row.version, to(row.doc), [
          { table: setupTable, rows: [{ key: LOCK_OUTS, expected: lockOuts, seen: {}, doc: { last: row.key } }] },
        ]);
        return row.key;
      } catch (error) {
        if (!(error instanceof VersionConflict) || round === ROUNDS) throw error;
      }
    }
  }

  /** Somebody who may sign in, else 404. */
  async one(userId: string): Promise<{ readonly user: UserListed; readonly revision: number }> {
    const { doc, version } = found(await this.row(userId));
    return { user: listed(doc), revision: version };
  }

  async list(): Promise<readonly UserListed[]> {
    const { rows } = await this.rows.find<User>(usersTable, { index: 'key', limit: 10_000 });
    return rows.map(({ doc }) => listed(doc));
  }

  /** A token for the one-time link with which the first administrator of a new branch chooses a password; the older one ends. Undefined once there is an administrator. */
  async offerSetup(): Promise<string | undefined> {
    const users = await this.list();
    if (users.some(({ administrator }) => administrator)) return undefined;
    const token = randomBytes(24).toString('base64url');
    await this.putSetup({ token: hashed(token) });
    return token;
  }

  /** Uses the one-time link up: refused `setup.link-used` when it is not the newest or was used before. */
  async setUp(token: string, userId: string, password: string): Promise<void> {
    const setup = (await this.rows.load<{ token: string | null }>(setupTable, [SETUP])).get(SETUP);
    if (!setup || setup.doc.token !== hashed(token)) throw new Refusal('setup.link-used');
    const user: User = {
      ...{ userId: userIdOf(userId), staffId: userIdOf(userId), password: await hashPassword(password) },
      ...{ disabled: false, createdAt: this.now(), administrator: true },
    };
    // Together: a link that was used up for nobody would let nobody in.
    const used = { key: SETUP, expected: setup.version, seen: {}, doc: { token: null } };
    await this.insert(user, [{ table: setupTable, rows: [used] }]);
  }

  /** Whether an administrator may sign in besides this user, or this user is none who may. */
  private async administratedWithout(userId: string): Promise<boolean> {
    const { rows } = await this.rows.find<User>(usersTable, { index: 'key', limit: 10_000 });
    const people = await Promise.all(rows.map(({ doc }) => this.signedIn(doc)));
    const administrators = people.filter((person) => person?.role === 'administrator');
    return administrators.some((person) => person?.userId !== userId) || administrators.length === 0;
  }

  private async signedIn(user: User): Promise<SignedIn | undefined> {
    const { userId, staffId, disabled, administrator, epoch = 0 } = user;
    if (disabled) return undefined;
    if (administrator) return { userId, staffId, role: 'administrator', name: userId, epoch };
    const row = await this.directory(staffId);
    const person = row && signedInAs(userId, row);
    return person && { ...person, epoch };
  }

  private async row(userId: string): Promise<Row<User> | undefined> {
    const rows = await this.rows.load<User>(usersTable, [userId, userIdOf(userId)]);
    return rows.get(userId) ?? rows.get(userIdOf(userId));
  }

  private async insert(user: User, besides: Commit['writes'] = []): Promise<void> {
    try {
      await this.write(user.userId, 0, user, besides);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      const there = error.table === usersTable.name;
      throw there ? new Refusal('user.exists', { userId: user.userId }) : new Refusal('setup.link-used');
    }
  }

  private async change(userId: string, to: (user: User) => User, ifRevision?: number): Promise<string> {
    const row = await this.known(userId, ifRevision);
    await this.write(row.key, row.version, to(row.doc));
    return row.key;
  }

  private async known(userId: string, ifRevision: number | undefined): Promise<Row<User>> {
    const row = await this.row(userId);
    if (!row) throw new Refusal('user.unknown', { userId });
    if (ifRevision !== undefined && ifRevision !== row.version) throw new VersionConflict(usersTable.name, [userId]);
    return row;
  }

  private async putSetup(doc: JsonObject): Promise<void> {
    const rows = [{ key: SETUP, expected: await this.versionOf(SETUP), seen: {}, doc }];
    await this.rows.commit({ writes: [{ table: setupTable, rows }] });
  }

  private async versionOf(key: string): Promise<number> {
    return (await this.rows.load(setupTable, [key])).get(key)?.version ?? 0;
  }

  private async write(key: string, expected: number, user: User, besides: Commit['writes'] = []): Promise<void> {
    const doc = user as unknown as JsonObject;
    await this.rows.commit({ writes: [{ table: usersTable, rows: [{ key, expected, seen: {}, doc }] }, ...besides] });
  }
}

const listed = ({ password: _secret, epoch: _epoch, ...user }: User): UserListed => user;
const after = ({ epoch = 0 }: User): number => epoch + 1;

/** A member of staff as somebody signed in; undefined once they departed. */
export function signedInAs(
  userId: string,
  { staffId, role, outletId, name, departedOn }: DirectoryRow,
): SignedIn | undefined {
  if (departedOn !== undefined) return undefined;
  return { userId, staffId, role, name, ...(outletId !== undefined && { outletId }) };
}
