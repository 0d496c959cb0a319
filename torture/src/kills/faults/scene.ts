import { rmSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TemporaryFolder } from '../../leftovers.js';
import { observe } from '../oracle/observe.js';
import { Oracle } from '../oracle/oracle.js';
import { differing, digest, page, settled } from '../oracle/reading.js';
import { Branch, type Answered } from '../process/branch.js';
import { dateOf, type Standing } from '../story/days.js';
import { analyst } from '../story/people.js';
import {
  beginning,
  FIRST_INSTANT,
  tellBeginning,
  tellDay,
  toldOfMessages,
  undisturbed,
  type Telling,
} from '../story/tell.js';
import { Workload, type Errand, type Kinds } from './workload.js';

const CLIENTS_EACH = 12;
const SEED = 7;
/** Day of the story on which faults happen. */
const DAY = 1;
/** So many things are done at once. */
const AT_ONCE = 10;
/** Afterwards so many things are done: some of each kind. */
const IN_FULL = 10;
const HOUR_MS = 3_600_000;

const NEVER_RECEIVED = 'gateway.never-received';
type Text = { readonly kind: string; readonly status: string; readonly reasonCode: string | null };

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

export type Attempting = Kinds & {
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
  readonly #workload: Workload;

  constructor(
    readonly folder: string,
    { told: { oracle, standing } }: Template,
  ) {
    this.branch = new Branch(folder, dateOf(DAY) + 'T02:00:00.000Z');
    for (const deed of oracle.deeds) this.oracle.acknowledged(deed);
    const { clients, maintainers, balances, consents } = standing;
    this.standing = {
      ...{ clients, maintainers: new Map(maintainers), balances: new Map(balances), consents: new Map(consents) },
    };
    this.#workload = new Workload(this.branch, this.oracle, this.standing);
  }

  /** Commands and feeds sent once each, several at a time, until so many were refused or the process has ended. */
  async attempts(count: number, { answerMs, enough = Infinity, ...kinds }: Attempting = {}): Promise<Attempts> {
    const refused: Answered[] = [];
    let [acknowledged, broken] = [0, 0];
    const one = async (): Promise<void> => {
      const errand = this.#workload.next(kinds);
      const answer = await this.branch.ask(errand.call, answerMs).catch(() => undefined);
      if (!answer) broken += 1;
      else if (answer.status >= 300) refused.push(answer);
      else {
        errand.acknowledged();
        acknowledged += 1;
      }
    };
    for (let left = count; left > 0 && refused.length < enough && !this.branch.process.hasEnded; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, one));
    return { acknowledged, refused, broken };
  }

  /** Commands and feeds until each is acknowledged; first those that were left open. */
  async work(count: number): Promise<void> {
    await Promise.all(this.#workload.open.map((errand) => this.done(errand)));
    for (let left = count; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => this.done(this.#workload.next())));
  }

  /** Contacts that managers log, until each is acknowledged. */
  async contacts(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.done(this.#workload.contact())));
  }

  private async done({ call, acknowledged }: Errand): Promise<void> {
    await this.branch.acknowledged(call);
    acknowledged();
  }

  /**
   * All that was acknowledged is there, once, the branch serves in full, and its views are those of facts and messages read from the
   * beginning. `later`: milliseconds after which all texts have left.
   */
  async whole(later = HOUR_MS): Promise<void> {
    await this.work(IN_FULL);
    await settled(this.branch);
    // Later what still had to wait leaves, and an hour after that its receipts come, and what a dead process left is asked about.
    for (const milliseconds of [later, HOUR_MS]) {
      await this.branch.clock.standAt(new Date(this.branch.clock.now() + milliseconds).toISOString());
      await settled(this.branch);
    }
    await toldOfMessages(this.branch);
    await settled(this.branch);
    await this.textsHaveCome();
    const complaints = this.oracle.complaints(await observe(this.branch, this.oracle, this.standing), this.standing);
    expect(complaints.length === 0, complaints.slice(0, 5).join('; '));
    expect(!this.branch.process.hasEnded, `the process ended: ${this.branch.process.said}`);
    await this.asReadAfresh();
  }

  /** Each text that was acknowledged has left and come, and no other; greetings are the story's. */
  private async textsHaveCome(): Promise<void> {
    const texts = await page<Text>(this.branch, analyst, 'outbound-messages');
    const ours = texts.filter(({ kind }) => kind === 'service');
    // One that was about to leave as its process died is not sent again: nobody knows whether it left.
    const others = ours.filter(({ status, reasonCode }) => status !== 'delivered' && reasonCode !== NEVER_RECEIVED);
    const asked = this.oracle.deeds.filter(({ marks }) => 'MessageRequested' in marks).length;
    expect(others.length === 0, `${String(others.length)} texts did not come: ${JSON.stringify(others[0])}`);
    expect(ours.length === asked, `${String(ours.length)} texts for ${String(asked)} that were acknowledged`);
  }

  /** Another process makes the views anew, and nobody disturbs it: each has the digest that it had. */
  private async asReadAfresh(): Promise<void> {
    const found = await digest(this.branch);
    await this.branch.end('SIGKILL');
    for (const file of ['', '-wal', '-shm']) rmSync(join(this.folder, `views.sqlite${file}`), { force: true });
    await this.branch.start();
    await settled(this.branch);
    const others = differing(await digest(this.branch), found);
    expect(others.length === 0, `other views than read afresh: ${others.slice(0, 5).join('; ')}`);
  }

  async end(): Promise<void> {
    if (this.branch.isStarted && !this.branch.process.hasEnded) await this.branch.end('SIGKILL');
  }
}

/** A copy of the template in a folder of its own, which is gone afterwards, with its process. */
export async function onCopy(template: Template, work: (scene: Scene) => Promise<void>): Promise<void> {
  using parent = new TemporaryFolder('fault');
  await at(join(parent.path, 'data'), template, work);
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
