import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fixedClock } from '@pcrm/event-sourcing';
import {
  bearer,
  Caller,
  createHttpApp,
  OpenApiModule,
  openApiFor,
  processLog,
  Public,
  Requires,
  Streamed,
  tokenVerifier,
  Upload,
  type CallerIdentity,
  type Identity,
} from '@pcrm/platform';
import { IsInt, Max } from 'class-validator';
import { serveServices, ServiceRoutes, type Upstream } from '../src/index.js';

const secret = new Uint8Array(32).fill(9);
const clock = fixedClock('2026-11-23T04:00:00.000Z');
const wei: Identity = { staffId: 'QX-101', role: 'clientManager', outletId: 'qx', sessionId: 's-1' };
const log = processLog({ name: 'origin', level: 'silent' });
const limits = { bodyLimitBytes: 10_000, rateLimitPerMinute: 0 };

class StirRequest {
  @IsInt()
  @Max(9)
  times!: number;
}

@Controller('kettles')
class KettleController {
  @Get('me')
  @Requires('client.list')
  me(@Caller() { staffId, outletId, sessionId }: CallerIdentity): object {
    return { staffId, outletId, sessionId };
  }
  @Post('stir')
  @HttpCode(200)
  @Requires('client.sign')
  stir(@Body() { times }: StirRequest, @Caller() { metadata }: CallerIdentity): object {
    return { times, commandId: metadata.commandId };
  }
  @Post('file')
  @HttpCode(200)
  @Streamed()
  @Requires('client.sign')
  async file(@Upload() upload: Readable): Promise<object> {
    let bytes = 0;
    for await (const chunk of upload) bytes += (chunk as Buffer).length;
    return { bytes };
  }
  @Get('open')
  @Public()
  open(): object {
    return { open: true };
  }
}
@Controller('pans')
class PanController {
  @Get()
  @Public()
  pans(): object {
    return { pans: 2 };
  }
}

const apps: NestFastifyApplication[] = [];
async function service(name: string, controller: Type): Promise<Upstream> {
  class ServiceModule {}
  const module = { module: ServiceModule, controllers: [controller] };
  const app: NestFastifyApplication = await createHttpApp([module, OpenApiModule.with(() => openApiFor(app, name))], {
    clock,
    authenticate: bearer(tokenVerifier({ secret })),
    log,
    compress: false,
    ...limits,
  });
  await app.listen(0, '127.0.0.1');
  apps.push(app);
  return { name, urls: [(await app.getUrl()).replace('[::1]', '127.0.0.1')] };
}

const documentOf = async (url: string) =>
  (await (await fetch(`${url}/api/openapi`)).json()) as ReturnType<typeof openApiFor>;

/** An origin in front of these services; a request with the cookie `session=wei` is hers. */
async function origin(upstreams: readonly Upstream[], now = () => 0): Promise<string> {
  const routes = new ServiceRoutes(upstreams, documentOf, now);
  const authenticate = async ({ headers: { cookie } }: { headers: { cookie?: string | undefined } }) =>
    cookie === 'session=wei' ? wei : undefined;
  const app = await createHttpApp([OpenApiModule.with(() => routes.joined(openApiFor(app, 'gateway')))], {
    ...{ clock, authenticate, log },
    ...limits,
    prepare: (made, problems) => serveServices(made, { routes, authenticate, tokenSecret: secret, problems }),
  });
  await app.listen(0, '127.0.0.1');
  apps.push(app);
  return (await app.getUrl()).replace('[::1]', '127.0.0.1');
}

describe('the one origin in front of the services', () => {
  let url: string;
  const hers = { cookie: 'session=wei' };
  const post = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${url}/api/${path}`, {
      method: 'POST',
      body,
      headers: { ...hers, 'content-type': 'application/json', ...headers },
    });
  beforeAll(async () => {
    url = await origin([await service('kitchen', KettleController), await service('cellar', PanController)]);
  });
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  it('passes each path to the service that offers it, with a token in the place of the cookie', async () => {
    expect(await (await fetch(`${url}/api/kettles/me`, { headers: hers })).json()).toEqual({
      staffId: 'QX-101',
      outletId: 'qx',
      sessionId: 's-1',
    });
    expect(await (await fetch(`${url}/api/pans`)).json()).toEqual({ pans: 2 });
  });

  it('lets nobody in by a token of their own making, nor without one', async () => {
    expect((await fetch(`${url}/api/kettles/me`)).status).toBe(401);
    const forged = await fetch(`${url}/api/kettles/me`, { headers: { authorization: 'Bearer a.b.c' } });
    expect(forged.status).toBe(401);
    expect(await (await fetch(`${url}/api/kettles/open`)).json()).toEqual({ open: true });
  });

  it('passes bodies, ids and refusals through, and files of any size as they come', async () => {
    const id = '0b5f1f8e-55f0-4d7e-8a3c-1d2e3f4a5b6c';
    const stirred = await post('kettles/stir', JSON.stringify({ times: 3 }), { 'idempotency-key': id });
    expect(await stirred.json()).toEqual({ times: 3, commandId: id });
    const wrong = await post('kettles/stir', JSON.stringify({ times: 30 }));
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'times', rule: 'max' }] });
    const file = await post('kettles/file', Buffer.alloc(1_000_000, 'x'), { 'content-type': 'text/csv' });
    expect(await file.json()).toEqual({ bytes: 1_000_000 });
  });

  it('asks the processes of a service in turn', async () => {
    const [one, two] = [await service('kitchen', KettleController), await service('kitchen', KettleController)];
    const both = await origin([{ name: 'kitchen', urls: [...one.urls, ...two.urls] }]);
    const processes = apps.slice(-3, -1);
    for (let n = 0; n < 4; n++) expect((await fetch(`${both}/api/kettles/open`)).status).toBe(200);
    const counts = await Promise.all(
      processes.map(async (app) =>
        (await (await fetch(`${await app.getUrl()}/metrics`)).text()).match(
          /kettles\/open[^\n]*_count[^\n]*|_count[^\n]*kettles\/open[^\n]*/g,
        ),
      ),
    );
    expect(counts.map((lines) => lines?.length)).toEqual([1, 1]);
  });

  it('answers as this house does where nobody answers a path', async () => {
    const nowhere = await fetch(`${url}/api/teapots`, { headers: hers });
    expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('joins what all of them offer in one document', async () => {
    const { paths } = (await (await fetch(`${url}/api/openapi`)).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/kettles/stir', '/api/pans']));
  });

  it('says 503 while a service does not answer, and finds it when it does', async () => {
    let now = 0;
    const late: { name: string; urls: readonly string[] } = { name: 'late', urls: ['http://127.0.0.1:9'] };
    const behind = await origin([late], () => now);
    const before = await fetch(`${behind}/api/pans`);
    expect([before.status, before.headers.has('retry-after')]).toEqual([503, true]);
    late.urls = (await service('cellar', PanController)).urls;
    now = 1_000;
    expect(await (await fetch(`${behind}/api/pans`)).json()).toEqual({ pans: 2 });
    late.urls = ['http://127.0.0.1:9'];
    expect((await fetch(`${behind}/api/pans`)).status).toBe(503);
  });
});
