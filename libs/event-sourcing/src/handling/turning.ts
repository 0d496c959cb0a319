import type { Aggregate } from '../aggregate.js';
import type { Append, Appended, EventStore } from '../event-store/event-store.js';
import type { Fact, Metadata, NewEvent } from '../fact.js';
import { asError, type Refusal, RevisionConflict, Unavailable } from '../failures.js';
import { backOff, type Pause } from '../running/pause.js';
import type { Sealer } from '../seal.js';
import type { Item, Outcome } from '../service.js';
import { decideInTurn, foldNew, type Turn, type Verdict } from './deciding.js';
import type { Folded } from './folded.js';
import { type Folding, inGroups } from './folding.js';
import type { Snapshots } from './snapshots.js';

/** The items for one stream, and what has become of them. */
export type Work<State, Event extends Fact> = {
  readonly id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each item carries its own command type
  readonly items: Item<any, State, Event>[];
  folded?: Folded<State>;
  turn?: Turn<Event>;
  answers?: readonly (Outcome<Event> | Error)[];
};
export type Surroundings<State, Event extends Fact> = {
  readonly aggregate: Aggregate<State, Event>;
  readonly events: EventStore;
  readonly sealer: Sealer;
  readonly folding: Folding<State, Event>;
  readonly snapshots: Snapshots<State, Event> | undefined;
  readonly shared: boolean;
  readonly pause: Pause;
  readonly random: () => number;
};

/** How often a lost race is decided again, and an append of unknown outcome asked again, after the first time. */
const RETRIES = 5;

/** Does works of different streams to their end: decide, seal, append as one group, decide again what lost a race. */
export class Turning<State, Event extends Fact> {
  constructor(private readonly around: Surroundings<State, Event>) {}

  async perform(works: readonly Work<State, Event>[]): Promise<void> {
    const { folding, pause, random, snapshots } = this.around;
    const begun = new Set(works.filter(beginsItsStream).map(({ id }) => id));
    const ids = works.map(({ id }) => id);
    const taken = await folding.take(ids, (id) => begun.has(id));
    await this.forEach(works, taken, (work, folded) => (work.folded = folded));
    let open = works.filter(isOpen);
    for (let tries = 1; open.length > 0; tries++) {
      await this.decide(open);
      await this.write(open.filter(isOpen));
      open = open.filter(isOpen);
      if (tries > RETRIES) for (const work of open) lose(work);
      else if (open.length > 0) await this.renew(open, () => pause(backOff(tries, random)));
      open = open.filter(isOpen);
    }
    const states = works.flatMap(({ folded }) => (folded ? [folded] : []));
    if (snapshots) await snapshots.save(states.filter((folded) => snapshots.isDue(folded)));
    for (const folded of states) folding.keep(folded);
  }

  /** Decides every work; what would end without an append is decided again on what the stream says now. */
  private async decide(works: readonly Work<State, Event>[]): Promise<void> {
    const decided = await inGroups(works, async (work) => {
      const folded = work.folded as Folded<State>;
      let turn = await this.turn(work, folded);
      if (this.isDoubtful(folded, turn) && (await this.around.folding.refresh(folded)))
        turn = await this.turn(work, folded);
      return turn;
    });
    await this.forEach(works, decided, (work, turn) => {
      work.turn = turn;
      if (turn.news.length === 0) work.answers = this.answersOf(work, turn, () => undefined);
    });
  }

  private async turn(work: Work<State, Event>, folded: Folded<State>): Promise<Turn<Event>> {
    const known = new Map<Metadata, Outcome<Event> | Refusal>();
    for (const { metadata } of work.items) {
      if (!this.around.folding.mayKnow(folded, metadata)) continue;
      const outcome = await this.around.folding.recall(folded, metadata);
      if (outcome) known.set(metadata, outcome);
    }
    return decideInTurn(this.around.aggregate, folded, work.items, known);
  }

  private isDoubtful({ trust }: Folded<State>, { news, verdicts }: Turn<Event>): boolean {
    if (news.length > 0 || verdicts.every(({ kind }) => kind === 'known')) return false;
    return trust === 'guess' || (trust === 'own' && this.around.shared);
  }

  /** Appends all works in one group. A work stays open when it lost a race. */
  private async write(works: readonly Work<State, Event>[]): Promise<void> {
    if (works.length === 0) return;
    try {
      const written = await this.append(await this.appends(works));
      const ended = await inGroups([...works.entries()], ([at, work]) =>
        this.end(work, written[at] as Appended | RevisionConflict),
      );
      await this.forEach(works, ended, () => undefined);
    } catch (error) {
      for (const work of works) fail(work, asError(error));
    }
  }

  private async appends(works: readonly Work<State, Event>[]): Promise<readonly Append[]> {
    const { aggregate, sealer } = this.around;
    const turns = works.map(({ turn }) => turn as Turn<Event>);
    const news = turns.flatMap((turn) => turn.news);
    const sealed = await sealer.sealMany(news, aggregate.schemas);
    let next = 0;
    return turns.map((turn, n) => {
      const events: readonly NewEvent[] = sealed.slice(next, (next += turn.news.length));
      return { stream: (works[n]?.folded as Folded<State>).stream, expected: turn.expected, events };
    });
  }

  /** An append whose outcome is not known is asked again: the same ids at the same place are written once. */
  private async append(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    const { events, pause, random } = this.around;
    for (let tries = 1; ; tries++) {
      try {
        return await events.appendMany(appends);
      } catch (error) {
        if (!(error instanceof Unavailable) || tries > RETRIES) throw error;
        await pause(backOff(tries, random));
      }
    }
  }

  private async end(work: Work<State, Event>, written: Appended | RevisionConflict): Promise<void> {
    if (written instanceof RevisionConflict) return;
    const folded = work.folded as Folded<State>;
    const turn = work.turn as Turn<Event>;
    const several = turn.verdicts.filter(({ kind }) => kind === 'facts').length > 1;
    const positions = several ? await this.positions(folded, turn) : undefined;
    work.answers = this.answersOf(work, turn, (revision) => positions?.get(revision) ?? written.position);
    try {
      for (const fact of turn.news.slice(turn.folded)) foldNew(this.around.aggregate, folded, fact);
    } catch {
      delete work.folded; // written all the same; who folds the stream next will meet the fault
    }
  }

  /** Exact positions are a nicety: the last one of the group serves when they cannot be read. */
  private async positions(folded: Folded<State>, turn: Turn<Event>): Promise<ReadonlyMap<number, string> | undefined> {
    return this.around.folding.positions(folded, turn.expected).catch(() => undefined);
  }

  private async renew(works: readonly Work<State, Event>[], wait: () => Promise<void>): Promise<void> {
    await wait();
    const renewed = await inGroups(works, ({ folded, turn }) =>
      this.around.folding.renewed(folded as Folded<State>, (turn?.folded ?? 0) > 0),
    );
    await this.forEach(works, renewed, (work, folded) => (work.folded = folded));
  }

  private answersOf(
    { id }: Work<State, Event>,
    turn: Turn<Event>,
    position: (revision: number) => string | undefined,
  ): readonly (Outcome<Event> | Error)[] {
    const answers: (Outcome<Event> | Error)[] = [];
    for (const verdict of turn.verdicts) answers.push(answerTo(verdict, { id, position, earlier: answers }));
    return answers;
  }

  /** Takes over results; a failure ends its work. */
  private async forEach<Result>(
    works: readonly Work<State, Event>[],
    results: readonly (Result | Error)[],
    take: (work: Work<State, Event>, result: Result) => void,
  ): Promise<void> {
    works.forEach((work, n) => {
      const result = results[n] as Result | Error;
      if (result instanceof Error) fail(work, result);
      else take(work, result);
    });
  }
}

type Told<Event extends Fact> = {
  readonly id: string;
  readonly position: (revision: number) => string | undefined;
  readonly earlier: readonly (Outcome<Event> | Error)[];
};

function answerTo<Event extends Fact>(
  verdict: Verdict<Event>,
  { id, position, earlier }: Told<Event>,
): Outcome<Event> | Error {
  switch (verdict.kind) {
    case 'failed':
      return verdict.error;
    case 'known':
      return verdict.outcome;
    case 'same':
      return { ...(earlier[verdict.as] as Outcome<Event>), repeated: true };
    case 'nothing':
      return { id, revision: verdict.revision, events: [], repeated: false };
    case 'facts': {
      const at = position(verdict.revision);
      return {
        id,
        revision: verdict.revision,
        ...(at !== undefined && { position: at }),
        events: verdict.events,
        repeated: false,
      };
    }
  }
}

/**
 * A stream that bears the id of the command, which nobody chose: nothing can be there before it. Asked again it has the same fact
 * ids, which are written once; and what is no append is checked against the stream, as always.
 */
const beginsItsStream = <State, Event extends Fact>({ id, items }: Work<State, Event>): boolean =>
  items.every(({ metadata }) => metadata.commandId === id && metadata.asked === undefined);

const isOpen = <State, Event extends Fact>(work: Work<State, Event>): boolean => work.answers === undefined;

/** Ends a work with a failure; what was folded for it is not kept. */
function fail<State, Event extends Fact>(work: Work<State, Event>, error: Error): void {
  work.answers = work.items.map(() => error);
  delete work.folded;
}

function lose<State, Event extends Fact>(work: Work<State, Event>): void {
  const { stream, revision } = work.folded as Folded<State>;
  fail(work, new RevisionConflict(stream, work.turn?.expected ?? revision));
}
