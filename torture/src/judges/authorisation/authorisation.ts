import { Chance } from '@pcrm/cli/demo';
import { ROLES, type Identity } from '@pcrm/platform';
import { documentOf, endpointsOf, nameOf, type ApiDocument, type Endpoint } from '../api-document.js';
import { belongingsOf, isWithin, type Belongings } from '../belongings.js';
import { Asking, oneOfEach, peopleOf } from '../people.js';
import { startBranch, type StartedBranch } from '../started-branch.js';
import { part, type Count } from '../../part.js';
import { RequestFilling, type FilledRequest } from './filled-request.js';
import { MOVING } from './good-moves.js';
import { GOOD, goodRequest } from './good-requests.js';
import { REACH } from './role-table.js';
import { Scene } from './scene.js';
import { Successes } from './successes.js';
import { namedFor, ownOf, richest, TARGETS, type Named, type Target } from './target.js';
import { isAsked, Judge, type Answered } from './verdict.js';

/** Outlets whose people ask: between them they have every role. */
const OUTLETS = ['qx', 'mz'];
/** Requests on their way at once. */
const AT_ONCE = 8;
const SHOWN = 40;
/** So often a request that ought to succeed is made, each time with another client. */
const TRIES = 4;

type Cell = { readonly endpoint: Endpoint; readonly who: Identity; readonly target: Target };
type Finding = {
  readonly cell: string;
  readonly wrong: string;
  readonly request: FilledRequest;
  readonly text: string;
};

const OPTIONS = {
  requests: {
    is: 'number',
    least: 1,
    otherwise: 12_000,
    about: 'requests in all, besides those that ought to succeed',
  },
  seed: { is: 'number', least: 0, otherwise: 1, about: 'which requests' },
} as const;

/**
 * Every endpoint × every role × own, a colleague's, another outlet's, and some of each: all of these in a shuffled order, over and
 * over, each time with other ids. Where the rules open an endpoint, a request that ought to be answered with a success comes before
 * them, while nothing has been ended yet, or, where it moves things, after them. A count is such a combination that was asked.
 */
export const authorisation = part(OPTIONS, async ({ requests, seed }) => {
  await using branch = await startBranch(160, 40);
  const trial = await Trial.of(branch, seed);
  await trial.askWhatOughtToSucceed((name) => name in GOOD && !(name in MOVING));
  await trial.ask(requests);
  await trial.askWhatOughtToSucceed(() => true);
  if (!branch.isAlive()) throw new Error(`the branch ended: ${branch.said()}`);
  return trial.told();
});

class Trial {
  private readonly findings = new Map<string, Finding>();
  private readonly asked = new Set<string>();
  private readonly statuses = new Map<string, number>();
  /** Answers that told somebody of a client they may know: without them nothing was tried. */
  private telling = 0;
  private readonly judge: Judge;
  private readonly callers: ReadonlyMap<Identity, Named>;
  private readonly successes: Successes;
  /** Why no success was to be had, where none was. */
  private readonly refusals = new Map<string, string>();
  private readonly chance: Chance;

  private constructor(
    private readonly document: ApiDocument,
    private readonly asking: Asking,
    private readonly belongings: Belongings,
    private readonly seed: number,
  ) {
    this.judge = new Judge(belongings);
    this.chance = Chance.of(seed, 'authorisation');
    const staff = richest(belongings);
    const callers = OUTLETS.flatMap((outletId) => oneOfEach(staff, outletId));
    this.callers = new Map([...new Set(callers)].map((who) => [who, namedFor(who, REACH[who.role], belongings)]));
    this.successes = new Successes(endpointsOf(document).map(nameOf), ROLES);
  }

  static async of(branch: StartedBranch, seed: number): Promise<Trial> {
    const asking = new Asking(branch);
    const people = await peopleOf(asking);
    return new Trial(await documentOf(branch.url), asking, await belongingsOf(asking, people), seed);
  }

  async ask(requests: number): Promise<void> {
    const cells = this.cells();
    let sent = 0;
    const line = async (): Promise<void> => {
      while (sent < requests) {
        const nth = sent++;
        await this.askOne(cells[nth % cells.length] as Cell, nth);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  }

  /** All combinations that are asked, in an order of their own. */
  private cells(): readonly Cell[] {
    const all = endpointsOf(this.document).flatMap((endpoint) =>
      [...this.callers.keys()].flatMap((who) => TARGETS.map((target) => ({ endpoint, who, target }))),
    );
    return all
      .filter(({ endpoint, who, target }) => isAsked(nameOf(endpoint), who, target))
      .map((cell) => ({ cell, at: this.chance.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ cell }) => cell);
  }

  private async askOne({ endpoint, who, target }: Cell, nth: number): Promise<void> {
    const name = nameOf(endpoint);
    const values = this.callers.get(who)?.[target] ?? {};
    const request = new RequestFilling(this.document, Chance.of(this.seed, nth), values).filled(endpoint);
    await this.judged(name, who, request, target);
  }

  /** Of some endpoints, what has told nobody of a role anything yet is asked as it ought to succeed, as each who has the role until it does. */
  async askWhatOughtToSucceed(isMeant: (name: string) => boolean): Promise<void> {
    const isMoving = ([name]: readonly [string, unknown]): number => Number(name in MOVING);
    const meant = this.successes.missing.filter(([name]) => isMeant(name));
    for (const [name, role] of meant.toSorted((a, b) => isMoving(a) - isMoving(b)))
      for (const who of [...this.callers.keys()].filter((one) => one.role === role))
        for (let tries = 0; tries < TRIES && this.successes.isMissing(name, role); tries++)
          await this.askWell(name, who);
  }

  private async askWell(name: string, who: Identity): Promise<void> {
    const scene = new Scene(this.asking, who, ownOf(who, REACH[who.role], this.belongings), this.belongings);
    const said = await goodRequest(name, scene).then(
      async (request) => request && (await this.judged(name, who, request, 'good')),
      (error: unknown) => String(error),
    );
    this.refusals.set(`${name} as ${who.role}`, said ?? 'nobody knows a good request');
  }

  /** Sends a request and holds its answer against the rules; the answer in short. */
  private async judged(name: string, who: Identity, request: FilledRequest, target: Target | 'good'): Promise<string> {
    const answer = await this.sent(who, request);
    const cell = `${name} as ${who.role}, ${target}`;
    const text = `${String(answer.status)} ${answer.text.slice(0, 300)}`;
    this.asked.add(cell);
    this.note(who, answer);
    this.successes.note(name, who.role, answer.status);
    for (const wrong of this.judge.wrongIn(name, who, request, answer))
      if (!this.findings.has(cell)) this.findings.set(cell, { cell, wrong, request, text });
    return `${request.method} ${request.url} ${request.body ?? ''}\n  ${text}`;
  }

  private async sent(who: Identity, { method, url, body, type, cookie }: FilledRequest): Promise<Answered> {
    const headers = {
      ...(type !== undefined && { 'content-type': type }),
      ...(cookie !== undefined && { cookie }),
      'x-pcrm-csrf': '1',
    };
    const answer = await this.asking.ask(who, url, { method, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, text: await answer.text() };
  }

  private note(who: Identity, { status, text }: Answered): void {
    const group = `${String(Math.floor(status / 100))}xx`;
    this.statuses.set(group, (this.statuses.get(group) ?? 0) + 1);
    if (status < 300 && this.judge.told(text).some((client) => isWithin(REACH[who.role], who, client))) this.telling++;
  }

  told(): Count {
    const groups = [...this.statuses].toSorted().map(([group, count]) => `${group} ${String(count)}`);
    console.log(
      `authorisation (seed ${String(this.seed)}): ${groups.join(', ')}; ${String(this.telling)} answers told of somebody within the reach`,
    );
    for (const { cell, wrong, request, text } of [...this.findings.values()].slice(0, SHOWN))
      console.log(`${cell}: ${wrong}\n  ${request.method} ${request.url} ${request.body ?? ''}\n  ${text}`);
    if (this.telling === 0) throw new Error('no answer told of anybody: the trial tried nothing');
    const missing = this.successes.missing.map(([name, role]) => `${name} as ${role}`);
    for (const one of missing) console.log(`${one} was never answered with a success: ${this.refusals.get(one) ?? ''}`);
    console.log(
      `${String(this.successes.wanted.length - missing.length)} of ${String(this.successes.wanted.length)} that the rules open were answered with a success`,
    );
    const failed = this.findings.size + missing.length;
    return { passed: this.asked.size - this.findings.size, failed, skipped: 0 };
  }
}
