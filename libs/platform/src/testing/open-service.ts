import { setTimeout as pause } from 'node:timers/promises';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { contractSchemas, topicOf, type MessageContract, type Source } from '@pcrm/contracts';
import { say, type Saying } from '@pcrm/contracts/testing';
import {
  createSealer,
  fixedClock,
  runService,
  type AnyMessage,
  type Message,
  type RunningService,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { bearer } from '../auth/access.guard.js';
import { tokenVerifier, type Identity } from '../auth/token.js';
import { LocalBackstage } from '../backstage.js';
import { LocalChangeFeed } from '../change-feed.js';
import { createHttpApp } from '../http/http-app.js';
import { processLog } from '../process-log.js';
import type { BackstageParts, BackstageRun, BackstageWork } from '../service/backstage-work.js';
import { offerOperations } from '../service/operations.js';
import { PlatformModule } from '../service/ports.js';
import { operationsOf } from '../service/run-operations.js';
import { ServiceRows } from '../service/service-rows.js';
import { AnswerCheck, assertAsDescribed, checkAnswers } from './answer-check.js';
import { as } from './asking.js';

/** What an answer over HTTP was; an empty body is `{}`, a list has `items`. */
export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] };
  readonly headers: Record<string, unknown>;
};
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';
type Asked = [who: Identity, method: Method, path: string, payload?: object | string, headers?: object];
type SpecClock = ReturnType<typeof fixedClock>;
type Parts = BackstageParts & { readonly clock: SpecClock; readonly rows: InMemoryRowStore };

/** `now`: the instant at which the clock stands. `work`: what the service does where writing is done. */
export type OpenServiceOptions = { readonly now: string; readonly work?: BackstageWork };

const CSV = { 'content-type': 'text/csv; charset=utf-8' };
/** Milliseconds between two looks of the scheduler at the clock. */
const TICK = 5;

/** A whole service in this process, for specs: HTTP in front, ports in memory, what others say and the time by hand. */
export class OpenService implements AsyncDisposable {
  private readonly positions = new Map<Source, number>();
  private constructor(
    readonly app: NestFastifyApplication,
    readonly running: RunningService,
    readonly parts: Parts,
    private readonly inside: {
      readonly secret: Uint8Array;
      readonly log: InMemoryMessageLog;
      readonly failures: readonly Error[];
      /** Answers that are not as the API's description has them. */
      readonly mistakes: ReadonlySet<string>;
      readonly work: BackstageRun | undefined;
    },
  ) {}

  static async open(
    definition: ServiceDefinition,
    module: DynamicModule | Type,
    { now, work }: OpenServiceOptions,
  ): Promise<OpenService> {
    const { name } = definition;
    const parts = partsAt(now, name);
    const { backstage, events, rows, vault, lease, clock, sealer } = parts;
    const log = new InMemoryMessageLog({ partitions: 3 });
    const failures: Error[] = [];
    const running = await runService(
      definition,
      { events, log, rows: new ServiceRows(name, rows), vault, lease, clock },
      { sealer, tick: TICK, failed: (error) => failures.push(error) },
    );
    offerOperations(backstage, name, operationsOf(name, running));
    const atWork = await work?.(parts);
    const ports = { events, rows, vault, clock, backstage, changes: new LocalChangeFeed() };
    const secret = new Uint8Array(32).fill(7);
    const [answers, mistakes] = [new AnswerCheck(), new Set<string>()];
    const app = await createHttpApp([PlatformModule.with(ports, sealer), module], {
      clock,
      authenticate: bearer(tokenVerifier({ secret })),
      log: parts.log,
      bodyLimitBytes: 262_144,
      rateLimitPerMinute: 0,
      prepare: async (made) => checkAnswers(made, answers, mistakes, (path) => answers.knows(path)),
    });
    return new OpenService(app, running, parts, { secret, log, failures, mistakes, work: atWork });
  }

  /** What the tokens of `ask` are signed with. */
  get secret(): Uint8Array {
    return this.inside.secret;
  }
  /** What failed behind the scenes and was tried again. */
  get failures(): readonly Error[] {
    return this.inside.failures;
  }
  get clock(): SpecClock {
    return this.parts.clock;
  }

  /** Another service says this, now; everything it sets going is done afterwards. */
  say<Type extends string, Data extends object>(
    contract: MessageContract<Type, Data>,
    data: Data,
    how: Saying = {},
  ): Promise<void> {
    return this.hear(say(contract, data, { at: this.clock.now(), ...how }));
  }

  /** Other services say these, sealed as they would be; ids and positions go up by themselves. */
  async hear(...messages: readonly Message[]): Promise<void> {
    for (const message of messages) {
      if (!(message.type in contractSchemas)) throw new Error(`no contract says ${message.type}`);
      const source = message.source as Source;
      const count = (this.positions.get(source) ?? 0) + 1;
      this.positions.set(source, count);
      const position = String(count).padStart(16, '0');
      const [sealed] = await this.parts.sealer.sealMany([message as AnyMessage], contractSchemas);
      await this.inside.log.publish(topicOf(source), [
        { ...(sealed as AnyMessage), position, id: `${source}-${position}` },
      ]);
    }
    await this.settled();
  }

  /** Everything that was said is taken in, and everything that is due by now is done. */
  async settled(): Promise<void> {
    while (!(await this.running.drained())) await pause(2);
  }

  /** It is now this late, and everything that falls due by then is done. */
  async until(instant: string): Promise<void> {
    this.clock.set(instant);
    await this.settled();
  }

  /** Somebody asks for a path below `/api`; what a change sets going is done before this answers. */
  async ask(...[who, method, path, payload, more = {}]: Asked): Promise<Answer> {
    const headers = { ...(await as(who, this.secret)), ...more };
    const request = { method, url: `/api/${path}`, headers };
    const response = await this.app.inject(payload === undefined ? request : { ...request, payload });
    if (method !== 'GET') await this.settled();
    const body = response.body === '' ? {} : response.json<Answer['body']>();
    return { status: response.statusCode, body, headers: response.headers };
  }
  get(who: Identity, path: string): Promise<Answer> {
    return this.ask(who, 'GET', path);
  }
  post(who: Identity, path: string, body: object = {}, headers: object = {}): Promise<Answer> {
    return this.ask(who, 'POST', path, body, headers);
  }
  /** Sends a CSV file. */
  upload(who: Identity, path: string, text: string, headers: object = {}): Promise<Answer> {
    return this.ask(who, 'POST', path, text, { ...CSV, ...headers });
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.inside.work?.stop();
    await this.running[Symbol.asyncDispose]();
    assertAsDescribed(this.inside.mistakes);
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** Opens a service for a spec; stop it afterwards. */
export const openService = (...asked: Parameters<typeof OpenService.open>): Promise<OpenService> =>
  OpenService.open(...asked);

function partsAt(now: string, name: string): Parts {
  const [clock, vault] = [fixedClock(now), new InMemoryKeyVault()];
  return {
    ...{ clock, vault, events: new InMemoryEventStore(clock), rows: new InMemoryRowStore() },
    ...{ lease: new InMemoryLeases().open(), alone: true, hasBegun: async () => true },
    ...{ backstage: new LocalBackstage(), sealer: createSealer(vault), log: processLog({ name, level: 'silent' }) },
  };
}
