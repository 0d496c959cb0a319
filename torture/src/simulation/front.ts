import { AllocationModule } from '@pcrm/allocation';
import { ClientsModule } from '@pcrm/clients';
import { EngagementModule } from '@pcrm/engagement';
import { createSealer } from '@pcrm/event-sourcing';
import { NotificationsModule } from '@pcrm/notifications';
import { createHttpApp, LocalChangeFeed, PlatformModule, type Backstage, type Identity } from '@pcrm/platform';
import type { Calls } from './calls.js';
import type { Plant } from './plant.js';
import type { SimProcess } from './sim-process.js';
import type { Stores } from './stores.js';
import { silent } from './worker.js';
import { portsOf } from './wrapped-ports.js';

export type Request = {
  readonly who: Identity;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object | undefined;
  /** Lines of a CSV file, instead of a body. */
  readonly lines?: readonly string[] | undefined;
  readonly commandId?: string | undefined;
  /** `<view>@<position>`: what the view must show before it answers. */
  readonly waitFor?: string | undefined;
};
/** `behind`: the view that was waited for says itself that it is not there yet. */
export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly behind: boolean;
};
export type Front = { readonly process: SimProcess; readonly ask: (request: Request) => Promise<Answer> };

export type FrontParts = {
  readonly process: SimProcess;
  readonly stores: Stores;
  readonly calls: Calls;
  readonly call: <T>(job: string, input: unknown) => Promise<T>;
  readonly plant: Plant | undefined;
};

/** The real controllers of all four services behind the real HTTP application, without a socket; who asks stands in a header. */
export async function openFront({ process, stores, calls, call, plant }: FrontParts): Promise<Front> {
  const given = portsOf(process, stores, calls);
  const { events, rows, vault, clock } = plant?.ports?.(given, process, stores) ?? given;
  const backstage: Backstage = { call: (job, input) => call(job, input) };
  const ports = { events, rows, vault, clock, backstage, changes: new LocalChangeFeed() };
  const modules = [ClientsModule, AllocationModule, EngagementModule, NotificationsModule];
  const app = await process.world.as(process, () =>
    createHttpApp([PlatformModule.with(ports, createSealer(vault)), ...modules], {
      clock,
      authenticate: async ({ headers }) => JSON.parse(String(headers['x-who'])) as Identity,
      log: silent,
      bodyLimitBytes: 262_144,
      rateLimitPerMinute: 0,
      compress: false,
    }),
  );
  return {
    process,
    async ask({ who, method, path, body, lines, commandId, waitFor }) {
      const headers = {
        'x-who': JSON.stringify(who),
        ...(lines && { 'content-type': 'text/csv; charset=utf-8' }),
        ...(commandId !== undefined && { 'idempotency-key': commandId }),
        ...(waitFor !== undefined && { 'x-wait-for': waitFor }),
      };
      const payload = lines ? `${lines.join('\n')}\n` : body;
      const request = { method, url: `/api/${path}`, headers };
      const response = await app.inject(payload === undefined ? request : { ...request, payload });
      const shown = response.body === '' ? {} : response.json<Answer['body']>();
      return { status: response.statusCode, body: shown, behind: 'x-view-behind' in response.headers };
    },
  };
}
