import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  clientAssigned,
  clientIdOf,
  clientRegistered,
  consentChanged,
  type ConsentState,
  type MessageKind,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import {
  createSealer,
  fixedClock,
  runService,
  type AnyMessage,
  type Message,
  type RunningService,
} from '@pcrm/event-sourcing';
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
import { outboundWork } from '../src/backstage.adapter.js';
import { BUILT_IN_TEMPLATES } from '../src/built-in-templates.js';
import { adoptBuiltIn } from '../src/compose/adopt-built-in/adopt-built-in.js';
import { NotificationsModule, notificationsDefinition } from '../src/index.js';
import { byItself } from '../src/notify/receipt-desk.adapter.js';

export const secret = new Uint8Array(32).fill(9);
export const manager: Identity = { staffId: 'S1001', role: 'clientManager', outletId: 'N01' };
export const colleague: Identity = { staffId: 'S1002', role: 'clientManager', outletId: 'N01' };
export const head: Identity = { staffId: 'S1000', role: 'outletHead', outletId: 'N01' };
export const branchManager: Identity = { staffId: 'S0001', role: 'branchManager' };
export const keeper: Identity = { staffId: 'S0002', role: 'administrator' };
export const gatewayMachine: Identity = { staffId: 'sms-gateway', role: 'system' };

export const wang = clientIdOf('C0000001');
const PHONE = '13812345678';
export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] };
};

type BranchPorts = {
  readonly log: InMemoryMessageLog;
  readonly rows: InMemoryRowStore;
  readonly vault: InMemoryKeyVault;
  readonly clock: ReturnType<typeof fixedClock>;
};

/** The service as it runs, on ports in memory, asked over HTTP; the dispatcher is stepped by hand. */
export class Branch implements AsyncDisposable {
  private said = 0;
  private constructor(
    readonly app: NestFastifyApplication,
    readonly service: RunningService,
    readonly work: ReturnType<typeof outboundWork>,
    private readonly ports: BranchPorts,
  ) {}

  static async open(at: string): Promise<Branch> {
    const clock = fixedClock(at);
    const [events, rows, vault] = [new InMemoryEventStore(clock), new InMemoryRowStore(), new InMemoryKeyVault()];
    const [log, backstage] = [new InMemoryMessageLog({ partitions: 3 }), new LocalBackstage()];
    const sealer = createSealer(vault);
    const own = new ServiceRows('notifications', rows);
    const ports = { events, log, rows: own, vault, clock, lease: new InMemoryLeases().open() };
    const service = await runService(notificationsDefinition, ports, { sealer, tick: 5 });
    offerOperations(backstage, 'notifications', operationsOf('notifications', service));
    const silent = processLog({ name: 'notifications', level: 'silent' });
    const work = outboundWork({ events, rows, vault, clock, sealer, log: silent });
    await work.gateway.prepare();
    await work.templates('branch', adoptBuiltIn, { templates: BUILT_IN_TEMPLATES }, byItself('system', 'seed', at));
    const changes = new LocalChangeFeed();
    const platform = PlatformModule.with({ events, rows, vault, clock, backstage, changes }, sealer);
    const app = await createHttpApp([platform, NotificationsModule], {
      clock,
      authenticate: bearer(tokenVerifier({ secret })),
      log: silent,
      bodyLimitBytes: 262_144,
      rateLimitPerMinute: 0,
    });
    return new Branch(app, service, work, { log, rows, vault, clock });
  }

  get clock(): BranchPorts['clock'] {
    return this.ports.clock;
  }
  get vault(): InMemoryKeyVault {
    return this.ports.vault;
  }
  get rows(): InMemoryRowStore {
    return this.ports.rows;
  }

  /** Other services say something; positions go up by themselves. */
  async hear(...messages: readonly Message[]): Promise<void> {
    for (const message of messages) {
      this.said += 1;
      const position = String(this.said).padStart(16, '0');
      const heard = { ...message, position, id: `said-${position}` } as AnyMessage;
      await this.ports.log.publish(`${message.source}.events`, [heard]);
    }
    await this.settled();
  }

  /** A client of `manager` with these consents to SMS. */
  async meet(consents: { readonly [kind in MessageKind]?: ConsentState }, at = this.clock.now()): Promise<void> {
    const from = at.slice(0, 10);
    await this.hear(
      say(
        clientRegistered,
        { clientId: wang, clientNo: 'C0000001', outletId: 'N01', name: '王小芳', phone: PHONE, registeredOn: from },
        { at },
      ),
      say(
        clientAssigned,
        {
          clientId: wang,
          outletId: 'N01',
          staffId: 'S1001',
          role: 'clientManager',
          tier: 'gold',
          targetTier: null,
          from,
          overridden: false,
        },
        { at },
      ),
      ...Object.entries(consents).map(([purpose, state]) =>
        say(
          consentChanged,
          { clientId: wang, purpose: purpose as MessageKind, channel: 'sms', state, changedAt: at },
          { at },
        ),
      ),
    );
  }

  async settled(): Promise<void> {
    while (!(await this.service.drained())) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  /** It is now this late, and everything that falls due by then is done. */
  async until(at: string): Promise<void> {
    this.clock.set(at);
    await this.settled();
  }

  /** One look of the dispatcher and of the gateway. */
  async look(): Promise<void> {
    await this.work.dispatcher.sendDue();
    await this.settled();
    await this.work.gateway.tell((receipt) => this.work.desk.take(receipt));
    await this.work.dispatcher.settleOpen();
    await this.settled();
  }

  /** `what`: method and path below /api, as in `GET alerts`. */
  async ask(what: string, who: Identity, payload?: object, headers: object = {}): Promise<Answer> {
    const [method, path] = what.split(' ') as ['GET' | 'POST' | 'PUT', string];
    const sent = { ...(await as(who, secret)), ...headers };
    const response = await this.app.inject({ method, url: `/api/${path}`, headers: sent, ...(payload && { payload }) });
    await this.settled();
    return { status: response.statusCode, body: response.body === '' ? {} : response.json() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.close();
    await this.service[Symbol.asyncDispose]();
  }
}
