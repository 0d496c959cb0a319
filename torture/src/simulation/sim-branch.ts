import {
  Unavailable,
  type AnyMessage,
  type AskRead,
  type JsonObject,
  type ServiceDefinition,
  type Table,
} from '@pcrm/event-sourcing';
import { ServiceRows } from '@pcrm/platform';
import { upgraded } from './building.js';
import { Calls, type Undertaker } from './calls.js';
import { FaultPlan, type Fault, type ProcessName } from './faults.js';
import { openFront, type Front } from './front.js';
import { SimProcess } from './sim-process.js';
import { openStores, type Stores } from './stores.js';
import type { Plant } from './plant.js';
import { openWorker, SERVICES, type Worker } from './worker.js';
import type { World } from './world.js';

/** So long, in milliseconds of the run, the lease of a dead process is still its own. */
const LEASE_MS = 3_000;

/** A branch of five processes: one per service that writes, reacts and shows, and one that answers HTTP for all. */
export class SimBranch implements Undertaker {
  readonly stores: Stores;
  readonly calls: Calls;
  readonly plan: FaultPlan;
  readonly failures: string[] = [];
  private readonly workers = new Map<string, Worker>();
  private front: Front | undefined;
  /** How often each service was upgraded. */
  private readonly upgrades = new Map<string, number>();
  private incarnations = 0;

  constructor(
    readonly world: World,
    private readonly definitions: readonly ServiceDefinition[],
    readonly setting: {
      readonly faults: readonly Fault[];
      readonly startAt: string;
      readonly plant: Plant | undefined;
    },
  ) {
    this.stores = openStores(world, setting.startAt);
    this.plan = new FaultPlan(setting.faults);
    this.calls = new Calls(world, this.plan, this);
  }

  async start(): Promise<void> {
    for (const { name } of this.definitions) this.startWorker(name);
    await this.startFront();
  }

  /** Somebody's request, as it reaches the front; `Unavailable` when there is nobody who answers. */
  async ask(request: Parameters<Front['ask']>[0]): ReturnType<Front['ask']> {
    const { front } = this;
    if (!front) throw new Unavailable('nobody answers');
    return await front.process.ask(() => front.ask(request));
  }

  /** The service as it runs now; `Unavailable` while it is down or begins. */
  async running<Answer>(name: string, work: (worker: Worker) => Promise<Answer>): Promise<Answer> {
    const worker = this.workers.get(name);
    if (!worker?.running) throw new Unavailable(`${name} does not run`);
    return await worker.process.ask(() => work(worker));
  }

  /** Every service, as one is asked how far it is. */
  get everybody(): readonly AskRead[] {
    return this.definitions.map(
      ({ name }) =>
        (goal) =>
          this.running(name, async ({ running }) => await running?.readUpTo(goal)),
    );
  }

  /** The rows of a view or of its totals as readers saw them last, by key. */
  async shown(name: string, view: string): Promise<ReadonlyMap<string, JsonObject>> {
    const table = this.tables.get(`${name}.${view}`);
    if (!table) throw new Error(`${name} shows no ${view}`);
    const found = await new ServiceRows(name, this.stores.rows).find<JsonObject>(table, {
      index: 'key',
      limit: 100_000,
    });
    return new Map(found.rows.map(({ key, doc }) => [key, doc]));
  }
  private readonly tables = new Map<string, Table>();

  /** Ends all processes at a moment of rest; false when there was none just now. */
  async ended(): Promise<boolean> {
    const before = await this.stores.events.head();
    if (!(await this.isDrained()) || (await this.stores.events.head()) !== before) return false;
    for (const { name, projections } of this.definitions) {
      const running = this.workers.get(name)?.running;
      // One of them died just now, and its successor is still beginning.
      if (!running) return false;
      for (const view of projections.flatMap((each) => [each.name, ...(each.totals ?? []).map((one) => one.name)]))
        this.tables.set(`${name}.${view}`, running.activeTable(view));
    }
    this.end();
    return true;
  }

  /** Everything that was said on a topic, as often as it was, partition by partition. */
  async heard(topic: string): Promise<readonly AnyMessage[]> {
    const { log } = this.stores;
    const heard: AnyMessage[] = [];
    await using consumption = await log.consume(`reader of ${topic}`, [topic], async ({ items }) => {
      for (const item of items) if ('message' in item) heard.push(item.message);
    });
    while ((await consumption.lag()) !== 0)
      await new Promise<void>((resolve) => void this.world.after(1, resolve, undefined));
    return heard;
  }

  /** All services twice at rest in the same place: nothing goes on among them. */
  async isDrained(): Promise<boolean> {
    try {
      const first = await this.standings();
      return first !== undefined && first === (await this.standings());
    } catch (error) {
      if (error instanceof Unavailable) return false;
      throw error;
    }
  }
  private async standings(): Promise<string | undefined> {
    const standings: string[] = [];
    for (const { name } of this.definitions) {
      const standing = await this.running(name, (worker) => worker.drained());
      if (standing === undefined) return undefined;
      standings.push(standing);
    }
    return standings.join();
  }

  crash(process: SimProcess, restartAfter: number): void {
    if (process.dead) return;
    this.calls.counts.crashes += 1;
    const name = process.name as ProcessName;
    const isCurrent = this.current(name) === process;
    this.bury(process);
    if (!isCurrent) return;
    if (name === 'front') {
      this.front = undefined;
      this.world.after(restartAfter, () => this.startFront(), NOBODY);
    } else {
      this.workers.delete(name);
      this.world.after(restartAfter, () => this.startWorker(name), NOBODY);
    }
  }

  /** It ends, and what begins instead is the next version of it. */
  upgrade(process: SimProcess, restartAfter: number): void {
    if (process.dead || this.current(process.name as ProcessName) !== process) return;
    this.upgrades.set(process.name, (this.upgrades.get(process.name) ?? 0) + 1);
    this.crash(process, restartAfter);
  }

  /** A second process of the service takes over, while the first, which everybody holds for dead, goes on for a while. */
  zombie(process: SimProcess, dieAfter: number): void {
    const name = process.name as ProcessName;
    if (process.dead || this.current(name) !== process) return;
    this.calls.counts.crashes += 1;
    void process.leave();
    process.flaky = true;
    this.world.after(dieAfter, () => this.bury(process), NOBODY);
    this.startWorker(name);
  }

  /** Kills what still runs, so that nothing of this run goes on in the next. */
  end(): void {
    for (const { process } of this.workers.values()) process.kill();
    this.front?.process.kill();
  }

  private current(name: ProcessName): SimProcess | undefined {
    return name === 'front' ? this.front?.process : this.workers.get(name)?.process;
  }

  private bury(process: SimProcess): void {
    process.kill();
    this.world.after(this.world.chance.next() * LEASE_MS, () => process.leave(), NOBODY);
  }

  private startWorker(name: string): void {
    const definition = this.definitions.find((each) => each.name === name);
    if (!definition) throw new Error(`there is no service ${name}`);
    const process = this.process(name);
    const parts = { process, stores: this.stores, calls: this.calls, everybody: this.everybody, failed: (error: Error) => this.failures.push(error.stack ?? error.message) }; // prettier-ignore
    const alone = !this.setting.faults.some((fault) => fault.kind === 'zombie' && fault.process === name);
    const version = upgraded(definition, this.upgrades.get(name) ?? 0);
    this.workers.set(name, openWorker(version, { ...parts, alone, plant: this.setting.plant }));
  }

  private async startFront(): Promise<void> {
    const process = this.process('front');
    const { world, stores, calls } = this;
    world.paused = true;
    process.direct = true;
    const call = <Answer>(job: string, input: unknown): Promise<Answer> =>
      this.running(job.slice(0, job.indexOf('.')), ({ backstage }) => backstage.call<Answer>(job, input));
    this.front = await openFront({ process, stores, calls, call, plant: this.setting.plant });
    process.direct = false;
    world.paused = false;
  }

  private process(name: string): SimProcess {
    this.incarnations += 1;
    return new SimProcess(this.world, name, this.incarnations);
  }
}
const NOBODY = { dead: false, stalledUntil: 0 };
export const SERVICE_NAMES: readonly string[] = SERVICES.map(({ name }) => name);
