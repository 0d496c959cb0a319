import type { ReadAnswer, ReadGoal } from '@pcrm/event-sourcing';
import type { Backstage, LocalBackstage } from '../backstage.js';

/** How a consumer (a build of a view or agenda, a reaction) stands; `made` of `toMake` messages while it catches up. */
export type ViewStatus = {
  /** `<service>.<view>.v<n>` or `<service>.<reaction>`. */
  readonly view: string;
  /** It has caught up and hears with the others. */
  readonly live: boolean;
  readonly applied: number;
  readonly parkedKeys: number;
  readonly parked: number;
  /** Messages that the service has not taken in yet. */
  readonly lag?: number;
  readonly made?: number;
  readonly toMake?: number;
};
export type DigestLine = { readonly view: string; readonly rows: number; readonly sha256: string };
export type ParkedLine = {
  readonly consumer: string;
  readonly key: string;
  readonly count: number;
  readonly reason: string;
  readonly since: string;
};
export type ParkedAsk = { readonly consumer?: string; readonly after?: string; readonly limit: number };
export type ParkedPage = { readonly keys: readonly ParkedLine[]; readonly next?: string };
export type ParkedAt = { readonly consumer: string; readonly key: string };
/** `count`: only so many of the oldest; all of the key when absent. */
export type DropAsk = ParkedAt & { readonly reason: string; readonly actor: string; readonly count?: number };
/** `source`: the service whose position it is; the view's own when absent. */
export type WaitAsk = {
  readonly view: string;
  readonly position: string;
  readonly source?: string;
  readonly timeoutMs: number;
};

/** What the keepers of a running service may ask of it. Arguments and answers are plain data: it may run in another thread. */
export interface Operations {
  views(): Promise<readonly ViewStatus[]>;
  /** One line per view: rows and SHA-256 of its canonical rows. */
  digest(): Promise<readonly DigestLine[]>;
  parked(ask: ParkedAsk): Promise<ParkedPage>;
  /** Does what is parked for the key again, in order; answers how many were done. */
  replay(at: ParkedAt): Promise<number>;
  /** Gives it up, with a reason that is kept; answers how many. */
  drop(ask: DropAsk): Promise<number>;
  /** Begins to make a view anew beside the one that is read. */
  rebuild(view: string): Promise<void>;
  /**
   * Where the service stands when everything said was taken in and nothing is due, else undefined: for demos, backups and
   * specs. Services that all answer the same twice in a row are at rest.
   */
  drained(): Promise<string | undefined>;
  /** Whether its own facts are said and what was said by anybody is taken in, now or up to a goal; what is due may be left. */
  readUpTo(goal: ReadGoal): Promise<ReadAnswer>;
  /** When the service last took something in, or found nothing to take in (ms since epoch); undefined while it begins. */
  lastProgress(): Promise<number | undefined>;
  /** True when the view has taken in the position, false when the time ran out. */
  waitFor(ask: WaitAsk): Promise<boolean>;
}

const NAMES = [
  'views',
  'digest',
  'parked',
  'replay',
  'drop',
  'rebuild',
  'drained',
  'readUpTo',
  'lastProgress',
  'waitFor',
] as const satisfies readonly (keyof Operations)[];
const jobOf = (service: string, name: string): string => `${service}.operations.${name}`;

/** Offers the operations of a service to whoever calls backstage; where its views run. */
export function offerOperations(backstage: LocalBackstage, service: string, operations: Operations): void {
  for (const name of NAMES) {
    backstage.register(jobOf(service, name), (input: unknown) =>
      (operations[name] as (input: unknown) => Promise<unknown>)(input),
    );
  }
}

/** The operations of a service that runs backstage. */
export function operationsThrough(backstage: Backstage, service: string): Operations {
  const call =
    <Input, Answer>(name: (typeof NAMES)[number]) =>
    (input?: Input): Promise<Answer> =>
      backstage.call<Answer>(jobOf(service, name), input ?? null);
  return {
    views: call('views'),
    digest: call('digest'),
    parked: call('parked'),
    replay: call('replay'),
    drop: call('drop'),
    rebuild: call('rebuild'),
    drained: call('drained'),
    readUpTo: call('readUpTo'),
    lastProgress: call('lastProgress'),
    waitFor: call('waitFor'),
  };
}
