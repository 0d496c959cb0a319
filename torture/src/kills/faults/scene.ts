import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observe } from '../oracle/observe.js';
import { Oracle } from '../oracle/oracle.js';
import { settled } from '../oracle/reading.js';
import { Branch, type Answered } from '../process/branch.js';
import { contactOn, dateOf, inTurn, type Standing } from '../story/days.js';
import type { Deed } from '../story/deed.js';
import type { Client } from '../story/people.js';
import { beginning, FIRST_INSTANT, tellBeginning, tellDay, undisturbed, type Telling } from '../story/tell.js';

const CLIENTS_EACH = 12;
const SEED = 7;
/** Day of the story on which faults happen. */
const DAY = 1;
const HOUR_MS = 3_600_000;

/** What is not as it must be: the sentences say what. */
export class Fallen extends Error {
  override readonly name = 'Fallen';
}

/** Throws what an expectation that does not hold says. */
export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Fallen(otherwise);
}

/** A stopped branch on which a day was lived, to be copied for each fault. */
export type Template = { readonly folder: string; readonly told: Telling };

export async function prepared(parent: string): Promise<Template> {
  const branch = new Branch(join(parent, 'template'), FIRST_INSTANT);
  const told: Telling = {
    branch,
    seed: SEED,
    oracle: new Oracle(),
    standing: beginning(CLIENTS_EACH),
    disturb: undisturbed,
  };
  await branch.start();
  await tellBeginning(told);
  await tellDay(told, 0);
  await branch.end('SIGTERM');
  return { folder: branch.folder, told };
}

/** What became of commands that were sent once each. */
export type Attempts = {
  readonly acknowledged: number;
  readonly refused: readonly Answered[];
  readonly broken: number;
};

export type Attempting = {
  readonly note?: string;
  /** Milliseconds within which an answer must come. */
  readonly answerMs?: number;
  /** No more of them once so many were refused. */
  readonly enough?: number;
};

/** A small branch to which something happens. */
export class Scene {
  readonly branch: Branch;
  readonly oracle = new Oracle();
  readonly standing: Standing;
  readonly #turn: (nth: number) => Client;
  #asked = 0;

  constructor(
    readonly folder: string,
    { told: { oracle, standing } }: Template,
  ) {
    this.branch = new Branch(folder, dateOf(DAY) + 'T02:00:00.000Z');
    for (const deed of oracle.deeds) this.oracle.acknowledged(deed);
    const { clients, maintainers, balances } = standing;
    this.standing = { clients, maintainers: new Map(maintainers), balances: new Map(balances) };
    this.#turn = inTurn(this.standing);
  }

  /** The next contact that somebody logs an hour after it was made, of a client after the other. `note`: what is written down with it. */
  contact(note = '电话'): Deed {
    const nth = this.#asked++;
    const at = new Date(this.branch.clock.now() - HOUR_MS).toISOString();
    return contactOn(this.#turn(nth), { nth, at, note }, this.standing);
  }

  /** Commands sent once each, several at a time, until so many were refused; those that were acknowledged are remembered. */
  async attempts(count: number, { note, answerMs, enough = Infinity }: Attempting = {}): Promise<Attempts> {
    const refused: Answered[] = [];
    let [acknowledged, broken] = [0, 0];
    const one = async (): Promise<void> => {
      const deed = this.contact(note);
      const answer = await this.branch.ask(deed.call, answerMs).catch(() => undefined);
      if (!answer) broken += 1;
      else if (answer.status >= 300) refused.push(answer);
      else {
        this.oracle.acknowledged(deed);
        acknowledged += 1;
      }
    };
    for (let left = count; left > 0 && refused.length < enough; left -= 10)
      await Promise.all(Array.from({ length: Math.min(10, left) }, one));
    return { acknowledged, refused, broken };
  }

  /** Commands until each is acknowledged. */
  async work(count: number): Promise<void> {
    const one = async (): Promise<void> => {
      const deed = this.contact();
      await this.branch.acknowledged(deed.call);
      this.oracle.acknowledged(deed);
    };
    await Promise.all(Array.from({ length: count }, one));
  }

  /** All that was acknowledged is there, once, and the branch serves in full. */
  async whole(): Promise<void> {
    await this.work(10);
    await settled(this.branch);
    const complaints = this.oracle.complaints(await observe(this.branch, this.oracle, this.standing), this.standing);
    expect(complaints.length === 0, complaints.slice(0, 5).join('; '));
  }

  async end(): Promise<void> {
    if (this.branch.isStarted && !this.branch.process.hasEnded) await this.branch.end('SIGKILL');
  }
}

/** A copy of the template in a folder of its own, which is gone afterwards, with its process. */
export async function onCopy(template: Template, work: (scene: Scene) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'pcrm-fault-'));
  try {
    await at(join(parent, 'data'), template, work);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** The same at a place that its caller made. */
export async function at(folder: string, template: Template, work: (scene: Scene) => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(template.folder, folder, { recursive: true });
  const scene = new Scene(folder, template);
  try {
    await work(scene);
  } finally {
    await scene.end();
  }
}
