import type { MessageLog } from '../message-log/message-log.js';
import type { FoldTools } from '../projection.js';
import type { RowStore } from '../row-store/row-store.js';
import type { ServiceDefinition } from '../service.js';
import type { Tracing } from '../tracing/tracing.js';
import { buildTable, suffixOf, type Build, type Builds } from './builds.js';
import { Member } from './member.js';
import type { Looking } from './needed-rows.js';
import type { Patience } from './one-by-key.js';
import type { Persistence } from './perform.js';
import { AgendaWorker, agendaTable, type RunnableAgenda } from './run-agenda.js';
import { ProjectionWorker } from './run-projection.js';
import type { Changed } from '../projection.js';
import { ReactionWorker, type RunnableReaction } from './run-reaction.js';

export type AssemblyTools = Persistence & {
  readonly rows: RowStore;
  readonly log: MessageLog;
  /** What the service hears. */
  readonly topics: readonly string[];
  readonly now: () => string;
  readonly idOf: (cause: string) => string;
  readonly fold: FoldTools;
  readonly patience: Patience;
  readonly changed: (change: Changed) => void;
  readonly tracing?: Tracing | undefined;
};

/** A member with its place in the order of a batch and, when it builds rows, which ones. */
export type Seat = {
  readonly member: Member;
  /** Views 0, agendas 1, reactions 2. */
  readonly rank: number;
  readonly built?: { readonly name: string; readonly build: Build };
};

/** The name of what keeps up one build: of its checkpoint, its parked keys and its own group. */
export const memberName = (service: string, name: string, build: Build): string =>
  `${service}.${name}.${suffixOf(build)}`;

/** Makes the members of a service, one per build of each view and agenda and one per reaction. */
export class Assembly {
  /** How each table of totals is made fresh. */
  readonly #addUp = new Map<string, () => Promise<void>>();
  readonly #looking: Omit<Looking, 'rows'> = {
    resolve: (table) => this.builds.resolve(table),
    freshen: async (table) => this.#addUp.get(table.name)?.(),
  };

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly builds: Builds,
    private readonly tools: AssemblyTools,
  ) {}

  async seats(): Promise<readonly Seat[]> {
    const { projections, agendas, reactions } = this.definition;
    // First: whoever is made after it is waited for from the first moment on, so that no failure is nobody's.
    const hasPast = await this.#wasSomethingSaid();
    const built = [...projections, ...agendas].flatMap(({ name }: { readonly name: string }) =>
      this.builds.current(name).map((build) => this.built(name, build)),
    );
    const reacting = reactions.map((reaction) => this.#reaction(reaction as RunnableReaction, hasPast));
    return Promise.all([...built, ...reacting]);
  }

  /** The member that keeps up one build of a view or agenda, ready to hear. */
  async built(name: string, build: Build): Promise<Seat> {
    const { rows } = this.tools;
    const projection = this.definition.projections.find((each) => each.name === name);
    const agenda = this.definition.agendas.find((each) => each.name === name) as RunnableAgenda | undefined;
    // Only what readers see is worth telling them about.
    const changed = (change: Changed): void =>
      this.builds.isActive(name, build) ? this.tools.changed(change) : undefined;
    const worker = agenda
      ? new AgendaWorker(agenda, agendaTable(name, build), { rows, ...this.#looking })
      : projection &&
        new ProjectionWorker(projection, buildTable(name, build, projection.indexes), {
          rows,
          fold: this.tools.fold,
          changed,
        });
    if (!worker) throw new Error(`there is no view ${name}`);
    const member = new Member(memberName(this.definition.name, name, build), worker, this.tools);
    await member.prepare();
    if (worker instanceof ProjectionWorker)
      for (const table of worker.totals.tables) this.#addUp.set(table.name, () => member.inTurn(() => worker.finish()));
    return { member, rank: agenda ? 1 : 0, built: { name, build } };
  }

  async #reaction(reaction: RunnableReaction, hasPast: boolean): Promise<Seat> {
    const { tools } = this;
    const worker = new ReactionWorker(reaction, { ...tools, ...this.#looking });
    const member = new Member(`${this.definition.name}.${reaction.name}`, worker, tools);
    await member.prepare();
    await worker.deploy(hasPast);
    return { member, rank: 2 };
  }

  async #wasSomethingSaid(): Promise<boolean> {
    for (const topic of this.tools.topics) if ((await this.tools.log.ends(topic)).size > 0) return true;
    return false;
  }
}
