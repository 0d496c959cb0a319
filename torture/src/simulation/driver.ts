import { Unavailable } from '@pcrm/event-sourcing';
import type { Command, Done, Workload } from './commands.js';
import type { Answer, Request } from './front.js';
import { readingAfter, type Read } from './reading.js';
import type { SimBranch } from './sim-branch.js';
import { Standstill, type World } from './world.js';

/** How often a person asks again what was not answered, and how long they wait in between, in milliseconds of the run. */
const TRIES = 40;
const PATIENCE_MS = 150;
/** People who work at the same time. */
const PEOPLE = 3;
/** So long, in milliseconds of the run, everything may take to come to rest. */
const REST_WITHIN_MS = 240_000;
/** So often, in milliseconds of the run, it is looked whether it has. */
const LOOK_MS = 250;
/** What the platform says when it cannot do it now. */
const AGAIN = new Set([409, 503]);
const DATE_LENGTH = 'YYYY-MM-DD'.length;

/** Does the commands of a workload phase by phase, as people at their desks would. */
export class Driver {
  readonly done: Done[] = [];
  readonly reads: Read[] = [];
  /** Who reads what they were answered does so while they go on working. */
  private reading: Promise<void>[] = [];

  constructor(
    private readonly world: World,
    private readonly branch: SimBranch,
  ) {}

  async work({ phases, commands }: Workload): Promise<void> {
    const lastDay = phases.at(-1)?.at.slice(0, DATE_LENGTH);
    for (const [nth, { at }] of phases.entries()) {
      this.branch.stores.clock.put(at);
      if (at.slice(0, DATE_LENGTH) === lastDay) this.branch.plan.lastDayBegins();
      const now = commands.filter(({ phase }) => phase === nth);
      await Promise.all(Array.from({ length: PEOPLE }, (_, person) => this.inTurn(now.filter((_each, n) => n % PEOPLE === person)))); // prettier-ignore
      await Promise.all(this.reading);
      this.reading = [];
      await this.rest(nth);
    }
    await this.until(() => this.branch.ended(), 'there is no end');
  }

  private async inTurn(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      await this.pause(this.world.chance.next() * 30);
      const { status, body } = await this.perform(command);
      this.done.push({ command, status, body, code: typeof body['code'] === 'string' ? body['code'] : '' });
      this.world.note(`${command.kind} ${String(status)}`);
      this.reading.push(this.read(command, body));
    }
  }

  /** Reads what the command has changed, as a page does at once: it waits for the place that the answer named. */
  private async read(command: Command, { position }: Answer['body']): Promise<void> {
    const reading = readingAfter(command);
    if (!reading || typeof position !== 'string') return;
    const { view, path, about, clientId } = reading;
    const { status, body, behind } = await this.asked({ who: command.who, method: 'GET', path, waitFor: `${view}@${position}` }); // prettier-ignore
    if (status !== 200 || behind) return;
    const until = await this.branch.stores.events.head();
    this.reads.push({ about, clientId, path, since: position, until: until ?? position, body });
  }

  private async perform(command: Command): Promise<{ status: Done['status']; body: Answer['body'] }> {
    const { id: commandId, who, method = 'POST', body, lines, find } = command;
    const id = find ? await this.found(command) : '';
    if (id === undefined) return { status: 404, body: { code: 'nothing-found' } };
    const named = body && (JSON.parse(JSON.stringify(body).replaceAll(':id', id)) as object);
    return await this.asked({ who, method, path: command.path.replace(':id', id), body: named, lines, commandId });
  }

  private async found({ who, find }: Command): Promise<string | undefined> {
    const answer = await this.asked({ who, method: 'GET', path: find?.path ?? '' });
    const items = find?.list ? (answer.body['items'] as readonly Record<string, unknown>[] | undefined) : [answer.body];
    const ids = (items ?? []).flatMap((item) => (wanted(item) ? [item[find?.field ?? '']] : []));
    const some = ids.filter((one): one is string => typeof one === 'string');
    return some.length === 0 ? undefined : this.world.chance.pick(some);
  }

  private async asked(request: Request): Promise<Omit<Answer, 'status'> & { status: Done['status'] }> {
    for (let tries = 1; tries <= TRIES; tries++) {
      try {
        const answer = await this.branch.ask(request);
        if (!AGAIN.has(answer.status)) return answer;
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
      }
      await this.pause(PATIENCE_MS * this.world.chance.next() * tries);
    }
    return { status: 'unanswered', body: {}, behind: false };
  }

  /** Until nothing goes on any more. */
  private async rest(phase: number): Promise<void> {
    await this.until(() => this.branch.isDrained(), `phase ${String(phase)} does not come to rest`);
    this.world.note(`rest ${String(phase)}`);
  }
  private async until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
    const until = this.world.now + REST_WITHIN_MS;
    while (!(await holds())) {
      if (this.world.now > until) throw new Standstill(otherwise);
      await this.pause(LOOK_MS);
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.world.after(milliseconds, resolve, undefined));
  }
}

/** Of templates only those about a product; everything else that is found will do. */
const wanted = (item: Record<string, unknown>): boolean => {
  const approved = item['approved'] as { readonly name?: string } | null | undefined;
  return approved === undefined || approved?.name === '新产品发售';
};
