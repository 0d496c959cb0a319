import type { JsonObject, Metadata } from '../fact.js';
import { Refusal } from '../failures.js';
import type { Lease } from '../lease/lease.js';
import type { RowStore, Table } from '../row-store/row-store.js';
import type { Outcome } from '../service.js';
import { asError } from '../failures.js';
import { endOfDay } from './end-of-day.js';
import { ParkedKeys, type Parkable } from './parked.js';
import { backOff } from './pause.js';
import { inWaves, performPersistently, type Commanded, type Persistence } from './perform.js';
import type { DueRow } from './run-agenda.js';
import { refusalWrites } from './run-reaction.js';
import { DuePage, doneTable, type ScheduledAgenda } from './scheduled-page.js';

export type SchedulerTools = Persistence & {
  readonly service: string;
  readonly rows: RowStore;
  readonly lease: Lease;
  readonly now: () => string;
  readonly idOf: (cause: string) => string;
  /** Agendas whose rows are complete, with the table that holds them now. */
  readonly agendas: () => readonly ScheduledAgenda[];
  /** See `RunOptions`. */
  readonly readPast: (instant: string) => Promise<string | undefined>;
  /** How often a due command is tried before it parks. */
  readonly tries: number;
  /** Milliseconds between looks at the clock. */
  readonly tick: number;
  /** Told of each round that failed and is done again. */
  readonly failed?: (error: Error) => void;
};
export type Taken = { readonly agenda: ScheduledAgenda; readonly key: string; readonly due: DueRow };

/**
 * Issues what has fallen due, in order of the due instant and day by day after an outage. The row goes in the commit after the
 * effect: a crash between them repeats a command whose id is known. One per service, behind a lease.
 */
export class Scheduler {
  /** Since the start, for metrics. */
  issued = 0;
  lapsed = 0;
  readonly parked: ParkedKeys;

  constructor(private readonly tools: SchedulerTools) {
    this.parked = new ParkedKeys(tools.rows, `${tools.service}.scheduler`, tools.now);
  }

  async prepare(agendas: readonly string[]): Promise<void> {
    for (const name of agendas) await this.tools.rows.declare(doneTable(name));
    await this.parked.reload();
  }

  /** Works while the lease is held, until the signal aborts. A lease that cannot be had now is asked for again. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        await using held = await this.tools.lease.acquire(`${this.tools.service}.scheduler`, signal);
        if (!held) return;
        failures = 0;
        await this.#work(AbortSignal.any([signal, held.lost]));
      } catch (error) {
        this.tools.failed?.(asError(error));
        await this.tools.pause(backOff(++failures), signal);
      }
    }
  }

  async #work(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let knowsParked = false;
    while (!signal.aborted) {
      try {
        if (!knowsParked) await this.parked.reload();
        knowsParked = true;
        const worked = await this.step();
        failures = 0;
        if (!worked) await this.tools.pause(this.tools.tick, signal);
      } catch (error) {
        // An outage or a lost race: the row is still there, and its command has the same id again.
        this.tools.failed?.(asError(error));
        await this.tools.pause(backOff(++failures), signal);
        knowsParked = false;
      }
    }
  }

  /** Whether nothing is due by now. */
  async idle(): Promise<boolean> {
    return (await this.#earliest()) === undefined;
  }

  /** One page of one day; false when nothing is due or the sources have not been read so far. */
  async step(): Promise<boolean> {
    const earliest = await this.#earliest();
    if (earliest === undefined) return false;
    const now = this.tools.now();
    const end = endOfDay(earliest);
    const until = await this.tools.readPast(end < now ? end : now);
    if (until === undefined) return false;
    const taken = await this.#take(until);
    for (const group of byInstant(taken)) await this.#issue(group);
    return taken.length > 0;
  }

  async #earliest(): Promise<string | undefined> {
    const now = this.tools.now();
    const firsts = await Promise.all(this.tools.agendas().map(({ table }) => dues(this.tools.rows, table, now, 1)));
    return firsts.flat().map(({ due }) => due.dueAt).sort()[0]; // prettier-ignore
  }

  /** Due rows of all agendas in order of time. An agenda with more of them than a page sets how far we look. */
  async #take(until: string): Promise<readonly Taken[]> {
    const limit = 500;
    const pages = await Promise.all(
      this.tools.agendas().map(async (agenda) => {
        const page = await dues(this.tools.rows, agenda.table, until, limit);
        return { agenda, page, horizon: page.length < limit ? until : (page.at(-1)?.due.dueAt ?? until) };
      }),
    );
    const horizon = pages.map((page) => page.horizon).sort()[0] ?? until;
    const taken = pages.flatMap(({ agenda, page }) => page.map((row) => ({ agenda, ...row })));
    return taken
      .filter(({ due }) => due.dueAt <= horizon)
      .sort((one, other) => (one.due.dueAt < other.due.dueAt ? -1 : one.due.dueAt > other.due.dueAt ? 1 : 0));
  }

  async #issue(group: readonly Taken[]): Promise<void> {
    const page = await DuePage.load(this.tools.rows, group);
    const now = this.tools.now();
    const useful = group.filter(
      ({ agenda, key, due }) => due.usefulUntil >= now && page.isOpen(agenda, key, due.dueAt),
    );
    const free = useful.filter((taken) => !this.parked.has(parkingKey(taken)));
    const refused = new Map<string, JsonObject>();
    const left = new Map<Taken, Error | undefined>(await this.perform(free, refused));
    for (const taken of useful) if (this.parked.has(parkingKey(taken))) left.set(taken, undefined);
    const parkings = new Map(
      [...left].map(([taken, error]) => [parkingKey(taken), { error, items: [parkable(taken)] }] as const),
    );
    const staged = this.parked.stage(parkings);
    const writes = [...(await page.writes()), ...staged.writes, ...(await refusalWrites(this.tools.rows, refused))];
    await this.tools.rows.commit({ writes });
    staged.settle();
    this.issued += free.length - refused.size;
    this.lapsed += group.length - useful.length;
  }

  /** In order per stream, in bulk over streams; answers what went on failing. */
  async perform(taken: readonly Taken[], refused: Map<string, JsonObject>): Promise<ReadonlyMap<Taken, Error>> {
    let open = taken;
    let failed = new Map<Taken, Error>();
    for (let tries = 1; open.length > 0 && tries <= this.tools.tries; tries++) {
      if (tries > 1) await this.tools.pause(backOff(tries - 1), this.tools.signal);
      failed = new Map();
      await inWaves(lanes(open), async (wave) => {
        const commands = wave.map(({ step }) => this.command(step.agenda.name, step.due));
        const answers = await performPersistently(commands, this.tools);
        wave.forEach(({ step }, at) => this.#record(step, commands[at] as Commanded, answers[at], { refused, failed }));
        return wave.map(() => true);
      });
      open = [...failed.keys()];
    }
    return failed;
  }

  #record(
    taken: Taken,
    { metadata }: Commanded,
    answer: Outcome | Error | undefined,
    into: { readonly refused: Map<string, JsonObject>; readonly failed: Map<Taken, Error> },
  ): void {
    const { due, agenda, key } = taken;
    if (answer instanceof Refusal) {
      const { handler, id } = due.issue;
      const doc = { by: agenda.name, code: answer.code, messageId: metadata.causationId, key, handler, id };
      into.refused.set(metadata.commandId, { ...doc, occurredAt: due.dueAt, refusedAt: this.tools.now() });
    } else if (answer instanceof Error) into.failed.set(taken, answer);
  }

  /** The command of a due row: its id from what is due and when, its business time the due instant. */
  command(agenda: string, due: DueRow): Commanded {
    const metadata: Metadata = {
      actor: agenda,
      commandId: this.tools.idOf(`${agenda}/${due.key}/${due.dueAt}`),
      ...due._cause,
      occurredAt: due.dueAt,
    };
    return { issued: { ...due.issue, occurredAt: due.dueAt }, metadata };
  }
}

async function dues(
  rows: RowStore,
  table: Table,
  to: string,
  limit: number,
): Promise<readonly { key: string; due: DueRow }[]> {
  const page = await rows.find<DueRow>(table, { index: 'due', to, limit });
  return page.rows.map(({ key, doc }) => ({ key, due: doc }));
}

function byInstant(taken: readonly Taken[]): readonly (readonly Taken[])[] {
  return [...Map.groupBy(taken, ({ due }) => due.dueAt).values()];
}
const lanes = (taken: readonly Taken[]): readonly (readonly Taken[])[] => [
  ...Map.groupBy(taken, ({ due: { issue } }) => `${issue.handler.split('.')[0] ?? ''}-${issue.id}`).values(),
];
const parkingKey = ({ agenda, key }: Taken): string => `${agenda.name}/${key}`;
const parkable = (taken: Taken): Parkable => ({
  key: parkingKey(taken),
  body: { agenda: taken.agenda.name, due: taken.due as unknown as JsonObject },
});
