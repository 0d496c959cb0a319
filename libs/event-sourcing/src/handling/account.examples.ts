import type { Aggregate, Decide, Snapshotting } from '../aggregate.js';
import type { Append, Appended } from '../event-store/event-store.js';
import type { Json, Metadata, StoredEvent } from '../fact.js';
import { Refusal, type RevisionConflict, Unavailable } from '../failures.js';
import { InMemoryEventStore } from '../in-memory/in-memory.event-store.js';
import { fixedClock } from '../clock.js';

/** A noun for specs: it folds into one mutable draft, as a large state would. */
export type Account = { balance: number; readonly entries: number[]; owner: string | null };
export type AccountEvent =
  | { type: 'Deposited'; data: { amount: number; tags?: string[] } }
  | { type: 'OwnerNoted'; data: { clientId: string; name: string | null } };

const evolve = (account: Account, event: AccountEvent): Account => {
  if (event.type === 'OwnerNoted') account.owner = event.data.name;
  else {
    account.balance += event.data.amount;
    account.entries.push(event.data.amount);
  }
  return account;
};

export const account: Aggregate<Account, AccountEvent> = {
  name: 'account',
  initial: () => ({ balance: 0, entries: [], owner: null }),
  evolve,
  schemas: { OwnerNoted: { personal: { subject: 'clientId', identity: ['name'] } } },
};

const snapshot: Omit<Snapshotting<Account>, 'every'> = {
  version: 1,
  save: ({ balance, entries, owner }): Json => ({ balance, entries, owner }),
  load: (saved) => structuredClone(saved) as unknown as Account,
};
export const accountWithSnapshots = (every: number, version = 1): Aggregate<Account, AccountEvent> => ({
  ...account,
  snapshot: { ...snapshot, every, version },
});

/** Adds to the balance, which never falls below 0; 0 is already so. */
export const deposit: Decide<{ amount: number }, Account, AccountEvent> = ({ amount }, { balance }) => {
  if (balance + amount < 0) throw new Refusal('account.overdrawn');
  return amount === 0 ? [] : [{ type: 'Deposited', data: { amount } }];
};

/** Brings the balance to a value: asking again changes nothing. */
export const bringTo: Decide<{ to: number }, Account, AccountEvent> = ({ to }, { balance }) =>
  to === balance ? [] : [{ type: 'Deposited', data: { amount: to - balance } }];

export const noteOwner: Decide<{ name: string }, Account, AccountEvent> = ({ name }, { owner }) =>
  owner === name ? [] : [{ type: 'OwnerNoted', data: { clientId: 'client-1', name } }];

/** Metadata of a command with this id. */
export const by = (commandId: string): Metadata => ({
  actor: 's-1',
  commandId,
  correlationId: 'co-1',
  causationId: 'ca-1',
  occurredAt: '2026-03-01T00:00:00.000Z',
});

/** An event store that counts what is asked of it, and whose appends can be disturbed. */
export class DisturbedEventStore extends InMemoryEventStore {
  reads: string[] = [];
  appends: (readonly Append[])[] = [];
  /** Called before each group of appends; a throw means that nothing was written. */
  before: (appends: readonly Append[]) => Promise<void> | void = () => undefined;
  /** Called after each group: a throw means that it was written, but nobody was told. */
  after: () => void = () => undefined;

  constructor() {
    super(fixedClock('2026-03-01T00:00:01.000Z'));
  }

  override async read(stream: string, after?: number): Promise<readonly StoredEvent[]> {
    this.reads.push(stream);
    return super.read(stream, after);
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    this.appends.push(appends);
    await this.before(appends);
    const answers = await super.appendMany(appends);
    this.after();
    return answers;
  }
}

/** Fails the first `times` calls with `Unavailable`. */
export const outage = (times: number): (() => void) => {
  let left = times;
  return () => {
    if (left-- > 0) throw new Unavailable('down');
  };
};
