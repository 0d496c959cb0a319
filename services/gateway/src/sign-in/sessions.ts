import { hash, randomBytes } from 'node:crypto';
import type { RowStore, Table } from '@pcrm/event-sourcing';
import type { Identity } from '@pcrm/platform';
import type { SignedIn } from './identity-provider.js';

/** A browser that is signed in. The cookie holds a random value; only its hash is kept. */
export type Session = SignedIn & { readonly sessionId: string; readonly expiresAt: string };
type Kept = {
  readonly userId: string;
  readonly persona: boolean;
  readonly expiresAt: string;
  /** The person's when the session began; under another one it is over. */
  readonly epoch?: number;
};
type Checked = { readonly session: Session; readonly until: number };

export const sessionsTable: Table = { name: 'sessions.v1', indexes: { byExpiry: ['expiresAt'] } };
const HOUR_MS = 3_600_000;
/** How long a person's role is believed before it is looked up again. */
const BELIEVED_MS = 30_000;
const isOfEpoch = ({ epoch = 0 }: Kept, person: SignedIn): boolean => epoch === (person.epoch ?? 0);
const keyOf = (cookie: string): string => hash('sha256', cookie, 'base64url');

/** Sessions follow the machine's time, not a demo clock that was moved. */
export class Sessions {
  private readonly checked = new Map<string, Checked>();

  constructor(
    private readonly rows: RowStore,
    private readonly people: {
      user(userId: string): Promise<SignedIn | undefined>;
      persona(staffId: string): Promise<SignedIn | undefined>;
    },
    private readonly now: () => number,
    private readonly hours: number,
  ) {}

  async declare(): Promise<void> {
    await this.rows.declare(sessionsTable);
    await this.sweep();
  }

  /** Begins a session and answers the cookie's value. */
  async begin(person: SignedIn, persona: boolean): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    const { userId, epoch = 0 } = person;
    const doc: Kept = { userId, persona, epoch, expiresAt: new Date(this.now() + this.hours * HOUR_MS).toISOString() };
    await this.write(keyOf(cookie), 0, doc);
    return cookie;
  }

  /** The session of a cookie; undefined when it ended or its person may no longer sign in. */
  async find(cookie: string): Promise<Session | undefined> {
    const key = keyOf(cookie);
    const known = this.checked.get(key);
    if (known && known.until > this.now()) return known.session;
    this.checked.delete(key);
    const session = await this.checkedAnew(key);
    if (this.checked.size > 10_000) this.checked.clear();
    if (session) this.checked.set(key, { session, until: this.now() + BELIEVED_MS });
    return session;
  }

  private async checkedAnew(key: string): Promise<Session | undefined> {
    const kept = (await this.rows.load<Kept>(sessionsTable, [key])).get(key)?.doc;
    if (!kept || kept.expiresAt <= new Date(this.now()).toISOString()) return undefined;
    const person = await (kept.persona ? this.people.persona(kept.userId) : this.people.user(kept.userId));
    if (!person || !isOfEpoch(kept, person)) return undefined;
    return { ...person, sessionId: key.slice(0, 16), expiresAt: kept.expiresAt };
  }

  /** Looks somebody up again at their next request: something about them has changed. Other processes do within half a minute. */
  recheck(userId: string): void {
    for (const [key, { session }] of this.checked) if (session.userId === userId) this.checked.delete(key);
  }

  async end(cookie: string): Promise<void> {
    const key = keyOf(cookie);
    this.checked.delete(key);
    const row = (await this.rows.load(sessionsTable, [key])).get(key);
    if (row) await this.write(key, row.version, null);
  }

  private async sweep(): Promise<void> {
    const to = new Date(this.now()).toISOString();
    const { rows } = await this.rows.find(sessionsTable, { index: 'byExpiry', to, limit: 10_000 });
    for (const { key, version } of rows) await this.write(key, version, null);
  }

  private async write(key: string, expected: number, doc: Kept | null): Promise<void> {
    await this.rows.commit({
      writes: [{ table: sessionsTable, rows: [{ key, expected, seen: {}, doc }] }],
    });
  }
}

/** What the services learn of a session. */
export const identityOf = ({ staffId, role, outletId, sessionId }: Session): Identity => ({
  staffId,
  role,
  sessionId,
  ...(outletId !== undefined && { outletId }),
});
