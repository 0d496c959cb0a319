import type { JsonObject } from '../fact.js';
import { asError, Refusal, VersionConflict } from '../failures.js';
import type { AnyMessage } from '../message.js';
import type { Issued, Known, Reaction } from '../reaction.js';
import type { RowStore, RowWrite, Table } from '../row-store/row-store.js';
import type { Heard } from './heard.js';
import type { Session, Worker } from './member.js';
import { loadNeeded, type Looking } from './needed-rows.js';
import { byKey, type Failure } from './one-by-key.js';
import { inWaves, performPersistently, type Commanded, type Persistence } from './perform.js';
import { goneTable, Slots, type Writes } from './slots.js';

/** When each reaction was first deployed: what was recorded before does not concern it. */
export const deploymentsTable: Table = { name: 'deployments', indexes: {} };
/** What a reaction has done last per key. */
export const positionsTable = (reaction: string): Table => ({ name: `reaction.${reaction}`, indexes: {} });
/** What the business said no to, though a reaction or the scheduler asked: acknowledged, and kept for whoever wonders. */
export const refusalsTable: Table = { name: 'refusals', indexes: { byTime: ['refusedAt'], byKey: ['key'] } };

export type RunnableReaction = {
  readonly name: string;
  readonly on: { readonly [type: string]: ((message: AnyMessage, known: Known) => readonly Issued[]) | undefined };
  readonly needs?: Reaction['needs'];
  readonly fromStart?: true;
};
export type ReactionTools = Persistence &
  Looking & {
    readonly now: () => string;
    /** Id of a command: the same for the same message, reaction and place. */
    readonly idOf: (cause: string) => string;
  };

type Step = { readonly item: Heard; readonly issued?: Issued; readonly index: number };

/** Turns messages into commands, in order per key and in bulk over keys, and remembers per key how far it came. */
export class ReactionWorker implements Worker {
  readonly tables: readonly Table[];
  readonly #positions: Table;
  #since = '';
  /** Whether what was moved here concerns it: only where it came later than that, and needs history. */
  #hearsMoved = false;

  constructor(
    private readonly reaction: RunnableReaction,
    private readonly tools: ReactionTools,
  ) {
    this.#positions = positionsTable(reaction.name);
    this.tables = [this.#positions, goneTable(this.#positions), deploymentsTable, refusalsTable];
  }

  /**
   * Notes the instant of the first deployment, once and for ever. Where nothing was said before there is no past to pass
   * over: then everything concerns the reaction, even if the clock is put back. Of two processes the first counts for both.
   */
  async deploy(hasPast: boolean): Promise<void> {
    const at = (await this.#deployedAt()) ?? (await this.#note(hasPast ? this.tools.now() : ''));
    if (this.reaction.fromStart) this.#hearsMoved = at !== '';
    else this.#since = at;
  }

  async #deployedAt(): Promise<string | undefined> {
    const { name } = this.reaction;
    return (await this.tools.rows.load<{ readonly at: string }>(deploymentsTable, [name])).get(name)?.doc.at;
  }

  async #note(at: string): Promise<string> {
    const rows: readonly RowWrite[] = [{ key: this.reaction.name, expected: 0, seen: {}, doc: { at } }];
    try {
      await this.tools.rows.commit({ writes: [{ table: deploymentsTable, rows }] });
      return at;
    } catch (error) {
      const noted = error instanceof VersionConflict ? await this.#deployedAt() : undefined;
      if (noted === undefined) throw error;
      return noted;
    }
  }

  handles(type: string): boolean {
    return Object.hasOwn(this.reaction.on, type);
  }

  async open(items: readonly Heard[]): Promise<Session> {
    const slots = new Slots(this.tools.rows, this.#positions);
    await slots.load(items.map(({ key }) => key));
    const refused = new Map<string, JsonObject>();
    return {
      attempt: (some) => this.#attempt(slots, refused, some),
      writes: async () => [...(await slots.writes()), ...(await refusalWrites(this.tools.rows, refused))],
    };
  }

  async #attempt(slots: Slots, refused: Map<string, JsonObject>, items: readonly Heard[]): Promise<readonly Failure[]> {
    const open = items.filter((item) => this.#isNew(slots, item));
    const messages = open.map(({ message }) => message as AnyMessage);
    const known = await loadNeeded(this.tools, this.reaction.needs, messages);
    const failures: Failure[] = [];
    const lanes: (readonly Step[])[] = [];
    for (const [key, own] of byKey(open)) {
      const { steps, failure } = this.#decide(key, own, known);
      lanes.push(steps);
      if (failure) failures.push(failure);
    }
    const stopped = await this.#perform(slots, refused, lanes);
    return [...merge(failures, stopped, open)];
  }

  #isNew(slots: Slots, { message, key }: Heard): boolean {
    if (!message || message.recordedAt < this.#since) return false;
    if (message.moved !== undefined && !this.#hearsMoved) return false;
    return !Slots.hasSeen(slots.get(key), message.source, message.position);
  }

  /** Steps of one key: each message's commands, then the message itself as done. Stops where deciding fails. */
  #decide(key: string, items: readonly Heard[], known: Known): { steps: readonly Step[]; failure?: Failure } {
    const steps: Step[] = [];
    for (const [at, item] of items.entries()) {
      try {
        const message = item.message as AnyMessage;
        const issued = this.reaction.on[message.type]?.(message, known) ?? [];
        steps.push(...issued.map((each, index) => ({ item, issued: each, index })), { item, index: issued.length });
      } catch (error) {
        return { steps, failure: { key, error: asError(error), items: items.slice(at) } };
      }
    }
    return { steps };
  }

  async #perform(
    slots: Slots,
    refused: Map<string, JsonObject>,
    lanes: readonly (readonly Step[])[],
  ): Promise<Map<string, { error: Error; from: Heard }>> {
    const stopped = new Map<string, { error: Error; from: Heard }>();
    await inWaves(lanes, async (wave) => {
      const commands = wave.flatMap(({ step }) => (step.issued ? [this.#command(step, step.issued)] : []));
      const answers = commands.length > 0 ? await performPersistently(commands, this.tools) : [];
      let next = 0;
      return wave.map(({ step: { item, issued } }) => {
        const message = item.message as AnyMessage;
        if (!issued) {
          Slots.put(slots.get(item.key), {}, message.source, message.position);
          return true;
        }
        const { metadata } = commands[next] as Commanded;
        const answer = answers[next++];
        if (answer instanceof Refusal) {
          const row = this.#refusal(answer, message, issued);
          refused.set(metadata.commandId, row);
        } else if (answer instanceof Error) stopped.set(item.key, { error: answer, from: item });
        return !stopped.has(item.key);
      });
    });
    return stopped;
  }

  #command({ item, index }: Step, issued: Issued): Commanded {
    const message = item.message as AnyMessage;
    const { correlationId, traceparent } = message.metadata;
    const { name } = this.reaction;
    const metadata = {
      actor: name,
      commandId: this.tools.idOf(`${message.id}/${name}/${String(index)}`),
      correlationId,
      causationId: message.id,
      occurredAt: issued.occurredAt,
      ...(traceparent !== undefined && { traceparent }),
    };
    return { issued, metadata };
  }

  #refusal({ code }: Refusal, message: AnyMessage, { handler, id, occurredAt }: Issued): JsonObject {
    return {
      by: this.reaction.name,
      code,
      messageId: message.id,
      key: message.key,
      handler,
      id,
      occurredAt,
      refusedAt: this.tools.now(),
    };
  }
}

/** Writes for refusals that are not on record yet. */
export async function refusalWrites(rows: RowStore, refused: ReadonlyMap<string, JsonObject>): Promise<Writes> {
  if (refused.size === 0) return [];
  const known = await rows.load(refusalsTable, [...refused.keys()]);
  const fresh = [...refused].filter(([key]) => !known.has(key));
  return [{ table: refusalsTable, rows: fresh.map(([key, doc]) => ({ key, expected: 0, seen: {}, doc })) }];
}

/** A key that stopped while performing stops there, and with it what deciding had already given up behind it. */
function* merge(
  failures: readonly Failure[],
  stopped: ReadonlyMap<string, { error: Error; from: Heard }>,
  open: readonly Heard[],
): Iterable<Failure> {
  for (const failure of failures) if (!stopped.has(failure.key)) yield failure;
  if (stopped.size === 0) return;
  for (const [key, own] of byKey(open)) {
    const stop = stopped.get(key);
    if (stop) yield { key, error: stop.error, items: own.slice(own.indexOf(stop.from)) };
  }
}
