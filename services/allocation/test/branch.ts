import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { contractSchemas } from '@pcrm/contracts';
import { createSealer, fixedClock, runService, type AnyMessage, type RunningService } from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import {
  bearer,
  createHttpApp,
  LocalBackstage,
  LocalChangeFeed,
  offerOperations,
  operationsOf,
  PlatformModule,
  processLog,
  ServiceRows,
  tokenVerifier,
  type Identity,
} from '@pcrm/platform';
import { as } from '@pcrm/platform/testing';
import { AllocationModule, allocationDefinition } from '../src/index.js';

export const secret = new Uint8Array(32).fill(7);
export const head: Identity = { staffId: 'h-1', role: 'outletHead', outletId: 'N01' };
export const otherHead: Identity = { staffId: 'h-2', role: 'outletHead', outletId: 'N02' };
export const manager: Identity = { staffId: 'm-1', role: 'clientManager', outletId: 'N01' };
export const branch: Identity = { staffId: 'b-1', role: 'branchManager' };
export const keeper: Identity = { staffId: 'a-1', role: 'administrator' };

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** The service as it runs, on ports in memory, asked over HTTP. What `clients` says is published as it would be. */
export class Branch implements AsyncDisposable {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly service: RunningService,
    private readonly log: InMemoryMessageLog,
    readonly clock: ReturnType<typeof fixedClock>,
  ) {}

  static async open(at = '2026-06-15T02:00:00.000Z'): Promise<Branch> {
    const clock = fixedClock(at);
    const [events, rows, vault] = [new InMemoryEventStore(clock), new InMemoryRowStore(), new InMemoryKeyVault()];
    const [log, backstage] = [new InMemoryMessageLog({ partitions: 3 }), new LocalBackstage()];
    const sealer = createSealer(vault);
    const ports = {
      events,
      log,
      rows: new ServiceRows('allocation', rows),
      vault,
      clock,
      lease: new InMemoryLeases().open(),
    };
    const service = await runService(allocationDefinition, ports, { sealer, tick: 5 });
    offerOperations(backstage, 'allocation', operationsOf('allocation', service));
    const platform = PlatformModule.with(
      { events, rows, vault, clock, backstage, changes: new LocalChangeFeed() },
      sealer,
    );
    const app = await createHttpApp([platform, AllocationModule], {
      clock,
      authenticate: bearer(tokenVerifier({ secret })),
      log: processLog({ name: 'allocation', level: 'silent' }),
      bodyLimitBytes: 262_144,
      rateLimitPerMinute: 0,
    });
    return new Branch(app, service, log, clock);
  }

  /** `clients` says something; positions go up by themselves. */
  async hear(...messages: readonly AnyMessage[]): Promise<void> {
    for (const message of messages) {
      if (!(message.type in contractSchemas)) throw new Error(`no contract says ${message.type}`);
      this.said += 1;
      const position = String(this.said).padStart(16, '0');
      await this.log.publish(`${message.source}.events`, [{ ...message, position, id: `said-${position}` }]);
    }
    await this.settled();
  }
  private said = 0;

  /** Everything that was said is taken in. */
  async settled(): Promise<void> {
    while (!(await this.service.drained())) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  async get(url: string, who: Identity): Promise<Answer> {
    const response = await this.app.inject({ method: 'GET', url: `/api/${url}`, headers: await as(who, secret) });
    return { status: response.statusCode, body: response.json() };
  }
  async post(url: string, who: Identity, payload: object | string = {}, type = 'application/json'): Promise<Answer> {
    const headers = { ...(await as(who, secret)), 'content-type': type };
    const response = await this.app.inject({ method: 'POST', url: `/api/${url}`, headers, payload });
    await this.settled();
    return { status: response.statusCode, body: response.json() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.close();
    await this.service[Symbol.asyncDispose]();
  }
}
