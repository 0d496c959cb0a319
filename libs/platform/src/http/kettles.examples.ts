import { PassThrough, type Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Module, Post, Put, Query, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fixedClock, Refusal, RevisionConflict, Unavailable } from '@pcrm/event-sourcing';
import { Type as Typed } from 'class-transformer';
import { IsInt, IsString, Min, MinLength, ValidateNested } from 'class-validator';
import { bearer } from '../auth/access.guard.js';
import { Caller, type CallerIdentity } from '../auth/caller.js';
import { Requires } from '../auth/requires.js';
import { assertInScope } from '../auth/scope.js';
import { mintToken, tokenVerifier, type Identity } from '../auth/token.js';
import { platformTitles, ProblemTitles } from '../errors/titles.js';
import { processLog } from '../process-log.js';
import { PROBE_ID } from '../testing/bad-bodies.js';
import { IdParam } from '../validation/validation.js';
import { answer } from './answer.js';
import { IfMatch } from './etag.js';
import { createHttpApp, type HttpOptions } from './http-app.js';
import { PageQuery } from './paging.js';
import { BodyLimit, Streamed, Upload } from './route-options.js';

class Lid {
  @IsInt()
  @Min(1)
  size!: number;
}
class FillKettle {
  @IsString()
  @MinLength(2)
  water!: string;

  @ValidateNested()
  @Typed(() => Lid)
  lid!: Lid;
}

const OUTCOMES: Record<string, () => unknown> = {
  refusal: () => new Refusal('kettle.too-hot', { degrees: 99 }),
  conflict: () => new RevisionConflict('kettle-1', 3, 4),
  outage: () => new Unavailable('store'),
  fault: () => new TypeError('cannot fill "王芳" 13812345678'),
};

@Controller('kettles')
class KettleController {
  @Post(':kettleId/fill')
  @HttpCode(200)
  @Requires('client.sign')
  fill(@IdParam('kettleId') kettleId: string, @Body() body: FillKettle, @IfMatch() revision?: number): unknown {
    const failure = OUTCOMES[body.water];
    if (failure) throw failure();
    return answer({ id: kettleId, revision: (revision ?? 6) + 1, position: '0042' });
  }

  @Put(':kettleId')
  @BodyLimit(100)
  @Requires('client.sign')
  replace(@IdParam('kettleId') _kettleId: string, @Body() _body: FillKettle): void {}

  @Get()
  @Requires('client.list')
  list(@Query() { limit, after }: PageQuery, @Caller() { scope, metadata }: CallerIdentity): unknown {
    return { limit, after, scope, metadata, filler: 'x'.repeat(2_000) };
  }

  @Get(':kettleId')
  @Requires('client.read')
  one(@Caller() { scope }: CallerIdentity): unknown {
    assertInScope(scope, { outletId: 'outlet-2', staffIds: ['staff-bob'] });
    return {};
  }

  @Post('feed')
  @Streamed()
  @Requires('feed.upload')
  async feed(@Upload() upload: Readable): Promise<{ bytes: number }> {
    let bytes = 0;
    for await (const chunk of upload) bytes += (chunk as Buffer).length;
    return { bytes };
  }
}
@Module({ controllers: [KettleController] })
export class KettleModule {}

/** The instant of every request. */
export const now = '2026-11-23T04:00:00.000Z';
const ada: Identity = { staffId: 'staff-ada', role: 'clientManager', outletId: 'outlet-1' };

/** An application of kettles, asked by somebody who may; disposed of with all that were opened beside it. */
export async function openKettles() {
  const secret = new Uint8Array(32).fill(3);
  /** What was logged. */
  const lines: string[] = [];
  const destination = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const options: HttpOptions = {
    clock: fixedClock(now),
    authenticate: bearer(tokenVerifier({ secret })),
    log: processLog({ name: 'kettles', level: 'debug', destination }),
    bodyLimitBytes: 10_000,
    rateLimitPerMinute: 1_000,
    titles: new ProblemTitles({ ...platformTitles, 'kettle.too-hot': { zh: '太烫', en: 'Too hot' } }),
  };
  const opened: NestFastifyApplication[] = [];
  /** One more application. */
  const open = async (
    modules: readonly Type[] = [KettleModule],
    changes: Partial<HttpOptions> = {},
  ): Promise<NestFastifyApplication> => {
    const app = await createHttpApp(modules, { ...options, ...changes });
    opened.push(app);
    return app;
  };
  const app = await open();
  const authorization = `Bearer ${await mintToken(ada, { secret })}`;
  const fill = (payload: object | string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/kettles/${PROBE_ID}/fill`,
      payload,
      headers: { authorization, 'content-type': 'application/json', ...headers },
    });
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { authorization, ...headers } });
  const close = async (): Promise<void> => {
    for (const each of opened) await each.close();
  };
  return { ...{ app, open, options, lines, secret, authorization, fill, get }, [Symbol.asyncDispose]: close };
}
export type Kettles = Awaited<ReturnType<typeof openKettles>>;
