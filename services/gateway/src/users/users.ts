import { createHash, randomBytes } from 'node:crypto';
import { Refusal, VersionConflict, type JsonObject, type Row, type RowStore, type Table } from '@pcrm/event-sourcing';
import type { IdentityProvider, SignedIn } from '../sign-in/identity-provider.js';
import { found } from '@pcrm/platform';
import { hashPassword, passwordMatches, spendAsIfKnown, type PasswordHash } from '../sign-in/password.js';
import type { DirectoryRow } from './staff-directory.projection.js';

/** Somebody who may sign in. `staffId` names them to the services; role and outlet come from the staff directory. */
export type User = {
  readonly userId: string;
  readonly staffId: string;
  readonly password: PasswordHash;
  readonly disabled: boolean;
  readonly createdAt: string;
  /** Counts what ended their sessions. */
  readonly epoch?: number;
  /** Only the first administrator, who is on no staff list. */
  readonly administrator?: true;
};
/** A user without what is secret. */
export type UserListed = Omit<User, 'password' | 'epoch'>;

export const usersTable: Table = { name: 'users.v1', indexes: {} };
const setupTable: Table = { name: 'setup.v1', indexes: {} };
const SETUP = 'first-administrator';
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
      userId,
      staffId,
      password: await hashPassword(password),
      disabled: false,
      createdAt: this.now(),
    });
  }

  /** The sessions that run under the old one are over. `ifRevision`, here and below: the version of the user that whoever changes them has read. */
  async setPassword(userId: string, password: string, ifRevision?: number): Promise<void> {
    const hash = await hashPassword(password);
    await this.change(userId, (user) => ({ ...user, password: hash, epoch: after(user) }), ifRevision);
  }

  /** Refused `user.last-administrator`: nobody could let anybody in again. */
  async disable(userId: string, disabled: boolean, ifRevision?: number): Promise<void> {
    if (disabled && !(await this.administratedWithout(userId)))
      throw new Refusal('user.last-administrator', { userId });
    await this.change(userId, (user) => ({ ...user, disabled, epoch: after(user) }), ifRevision);
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
    await this.rows.commit({
      writes: [{ table: setupTable, rows: [{ key: SETUP, expected: setup.version, seen: {}, doc: { token: null } }] }],
    });
    const password_ = await hashPassword(password);
    await this.insert({
      userId,
      staffId: userId,
      password: password_,
      disabled: false,
      createdAt: this.now(),
      administrator: true,
    });
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
    return (await this.rows.load<User>(usersTable, [userId])).get(userId);
  }

  private async insert(user: User): Promise<void> {
    try {
      await this.write(user.userId, 0, user);
    } catch (error) {
      throw error instanceof VersionConflict ? new Refusal('user.exists', { userId: user.userId }) : error;
    }
  }

  private async change(userId: string, to: (user: User) => User, ifRevision?: number): Promise<void> {
    const row = await this.row(userId);
    if (!row) throw new Refusal('user.unknown', { userId });
    if (ifRevision !== undefined && ifRevision !== row.version) throw new VersionConflict(usersTable.name, [userId]);
    await this.write(userId, row.version, to(row.doc));
  }

  private async putSetup(doc: JsonObject): Promise<void> {
    const old = (await this.rows.load(setupTable, [SETUP])).get(SETUP);
    await this.rows.commit({
      writes: [{ table: setupTable, rows: [{ key: SETUP, expected: old?.version ?? 0, seen: {}, doc }] }],
    });
  }

  private async write(key: string, expected: number, user: User): Promise<void> {
    const doc = user as unknown as JsonObject;
    await this.rows.commit({ writes: [{ table: usersTable, rows: [{ key, expected, seen: {}, doc }] }] });
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
