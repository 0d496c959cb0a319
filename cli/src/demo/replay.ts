import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, shanghaiInstant, type StaffRole } from '@pcrm/contracts';
import type { Act } from './act.js';
import { staffOf, type Staff } from './branch.js';
import type { Actor, Ask, Asked, Request } from './asking.js';
import { performAct } from './perform-act.js';
import type { DemoFolder } from './demo-folder.js';

export type ReplayTools = {
  readonly ask: Ask;
  /** Called after each business date. */
  readonly onDay?: (done: number, of: number) => void;
  /** Requests under way at once in an outlet, for different clients. */
  readonly atOnce?: number;
};
type Csv = { readonly name: string; readonly text: string };
export type ReplayReport = {
  readonly days: number;
  readonly acts: number;
  readonly refused: { readonly [code: string]: number };
};

/** Something other than a refusal came back: the demo data or the platform is broken, and the replay ends. */
export class ReplayFailed extends Error {
  override readonly name = 'ReplayFailed';
}

/**
 * Replays a demo folder through the public entrances with the clock moved: people and clients are imported, then for each
 * business date the staff act while core banking sends what moves, and in the evening the day is closed.
 * A later call goes on at `from`; everything is idempotent, so a day that was broken off is simply replayed.
 */
export async function replayDemo(demo: DemoFolder, tools: ReplayTools, from = 0): Promise<ReplayReport> {
  const replay = new Replay(demo, tools);
  await replay.run(from);
  return replay.report();
}

class Replay {
  private readonly actors: ReadonlyMap<string, Actor>;
  private readonly refused = new Map<string, number>();
  private readonly administrator: Actor;
  private readonly analyst: Actor;
  private acts = 0;
  private days = 0;

  constructor(
    private readonly demo: DemoFolder,
    private readonly tools: ReplayTools,
  ) {
    const actors = staffOf(demo.plan.seed).map(actorOf);
    this.actors = new Map(actors.map((actor) => [actor.staffId, actor]));
    const inRole = (role: StaffRole): Actor =>
      actors.find((actor) => actor.role === role) ?? { staffId: 'nobody', role };
    this.administrator = inRole('administrator');
    this.analyst = inRole('branchAnalyst');
  }

  async run(from: number): Promise<void> {
    const { start, days } = this.demo.plan;
    for (let nth = from; nth < days; nth++) {
      await this.demo.written?.(nth);
      if (nth === 0) await this.people();
      await this.day(addDays(start, nth));
      this.days += 1;
      this.tools.onDay?.(nth + 1, days);
    }
    await this.moveClock(undefined);
    await this.drain();
  }

  report(): ReplayReport {
    return { days: this.days, acts: this.acts, refused: Object.fromEntries([...this.refused].sort()) };
  }

  private async people(): Promise<void> {
    await this.moveClock(shanghaiInstant(this.demo.plan.start, 6));
    await this.upload(this.administrator, 'outlets/import', await this.file('outlets.csv'));
    await this.upload(this.administrator, 'staff/import', await this.file('staff.csv'));
    await this.drain();
    await this.upload(this.analyst, 'clients/import', await this.file('clients.csv'));
    await this.drain();
  }

  private async day(date: string): Promise<void> {
    const evening = shanghaiInstant(date, 23);
    const [moved, closing] = partsOfFeed(await this.file(`feed/${date}.csv`));
    const acts = await this.actsOf(date);
    await this.moveClock(acts.at(-1)?.at ?? evening);
    const outlets = Map.groupBy(acts, ({ actor }) => this.actors.get(actor)?.outletId);
    const workdays = [...outlets.values()].map((own) => this.workday(date, own));
    await Promise.all([...workdays, this.upload(this.analyst, 'feeds', moved)]);
    await this.moveClock(evening);
    await this.upload(this.analyst, 'feeds', closing);
    await this.drain();
  }

  /** What the people of one outlet do, one part of the day after the other. */
  private async workday(date: string, acts: readonly Act[]): Promise<void> {
    for (const part of byPartOfDay(date, acts)) await this.performAll(part);
  }

  private async file(name: string): Promise<Csv> {
    return { name, text: await readFile(join(this.demo.folder, name), 'utf8') };
  }

  private async actsOf(date: string): Promise<readonly Act[]> {
    const { text } = await this.file(`acts/${date}.jsonl`);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Act);
  }

  /** Several at once for different clients; those of one client in order. */
  private async performAll(acts: readonly Act[]): Promise<void> {
    const queues = new Map<string, Act[]>();
    for (const act of acts) {
      const key = 'clientNo' in act ? act.clientNo : act.actor;
      queues.set(key, [...(queues.get(key) ?? []), act]);
    }
    const waiting = [...queues.values()];
    const worker = async (): Promise<void> => {
      for (let queue = waiting.pop(); queue; queue = waiting.pop()) for (const act of queue) await this.perform(act);
    };
    await Promise.all(Array.from({ length: this.tools.atOnce ?? 16 }, worker));
  }

  private async perform(act: Act): Promise<void> {
    const actor = this.actors.get(act.actor);
    if (!actor) throw new ReplayFailed(`nobody is called ${act.actor}`);
    this.acts += 1;
    // The same act has the same command ids, however often it is replayed.
    const line = JSON.stringify(act);
    let nth = 0;
    const ask = (request: Request): Promise<Asked> =>
      this.tools.ask(actor, request.method === 'GET' ? request : { ...request, id: idOf(line, nth++) });
    for (const answer of await performAct(act, ask)) this.judge(answer, act.act);
  }

  private judge({ status, body }: Asked, what: string): void {
    if (status < 300) return;
    const code = (body as { code?: string } | null)?.code ?? 'unknown';
    if (status !== 422 && status !== 404) throw new ReplayFailed(`${what} was answered with ${String(status)} ${code}`);
    const counted = `${what}: ${code}`;
    this.refused.set(counted, (this.refused.get(counted) ?? 0) + 1);
  }

  private async upload(actor: Actor, path: string, { name, text }: Csv): Promise<void> {
    const answer = await this.tools.ask(actor, {
      method: 'POST',
      path,
      body: Buffer.from(text),
      type: 'text/csv; charset=utf-8',
      id: idOf(`${String(this.demo.plan.seed)}/${name}`, 0),
    });
    if (answer.status >= 300)
      throw new ReplayFailed(`${name} was answered with ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    const { rejected } = (answer.body ?? {}) as { rejected?: unknown };
    if (Array.isArray(rejected) ? rejected.length > 0 : (rejected ?? 0) !== 0) {
      throw new ReplayFailed(`${name}: lines were rejected: ${JSON.stringify(rejected).slice(0, 500)}`);
    }
  }

  private async moveClock(standAt: string | undefined): Promise<void> {
    const body = standAt === undefined ? {} : { standAt };
    const answer = await this.tools.ask(this.administrator, { method: 'POST', path: 'demo/clock', body });
    if (answer.status >= 300) throw new ReplayFailed(`the clock could not be moved: ${String(answer.status)}`);
  }

  /** Until every service has taken in what was said and done what is due. */
  private async drain(): Promise<void> {
    for (let wait = 5; ; wait = Math.min(20, wait * 1.5)) {
      const { status, body } = await this.tools.ask(this.administrator, { method: 'GET', path: 'demo/drained' });
      if (status >= 300) throw new ReplayFailed(`asking for rest was answered with ${String(status)}`);
      if ((body as { drained: boolean }).drained) return;
      await pause(wait);
    }
  }
}

const actorOf = ({ staffId, role, outletId }: Staff): Actor => ({ staffId, role, ...(outletId && { outletId }) });

/** What moves in the course of a day, and the line by which core banking closes it in the evening: each with the head line. */
function partsOfFeed({ name, text }: Csv): readonly [moved: Csv, closing: Csv] {
  const lines = text.trimEnd().split('\n');
  const closing = [lines[0], lines.at(-1), ''].join('\n');
  return [
    { name, text: [...lines.slice(0, -1), ''].join('\n') },
    { name: `${name}/closing`, text: closing },
  ];
}

/** A UUID that follows from an act and the place of the request in it. */
const idOf = (line: string, nth: number): string => {
  const hex = createHash('sha1')
    .update(`${line}|${String(nth)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Parts of a workday, by the hour in Shanghai at which each begins: opening, the round of the heads, the day itself. */
const PARTS_OF_DAY = [0, 9, 9.5];
const HOUR_MS = 3_600_000;

/**
 * Acts of the same part of the day go together, those of one client in order. The clock stands at the last act of the day: staff
 * log what they did when they find the time, and a contact keeps the instant at which it was made.
 */
function byPartOfDay(date: string, acts: readonly Act[]): readonly (readonly Act[])[] {
  const midnight = Date.parse(shanghaiInstant(date, 0));
  const partOf = ({ at }: Act): number => {
    const hour = (Date.parse(at) - midnight) / HOUR_MS;
    return PARTS_OF_DAY.findLastIndex((begin) => begin <= hour);
  };
  return [...Map.groupBy(acts, partOf).values()];
}
