import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ReadAnswer } from '@pcrm/event-sourcing';
import { Type as TypeOf } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Caller, type CallerIdentity } from '../auth/caller.js';
import { Requires } from '../auth/requires.js';
import { BadInput } from '../errors/problem.js';
import { Written } from '../validation/written.js';
import { ruleWords } from '../validation/rule-words.js';
import { Fails } from '../http/fails.js';
import { pagedBy, PageQuery } from '../http/paging.js';
import type { DigestLine, Operations, ParkedPage, ViewStatus } from './operations.js';

/** A parked key of one view, reaction or agenda. */
export class ParkedKeyRequest {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  consumer!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  key!: string;
}
/** Giving up what is parked: the reason is kept for ever. */
export class DropRequest extends ParkedKeyRequest {
  @IsString()
  @MinLength(5)
  @MaxLength(500)
  @Written()
  reason!: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  count?: number;
}
/** The end of a partition, as `read-up-to` answered it. */
export class EndRequest {
  @MaxLength(200)
  @Matches(/^[\w.-]+$/)
  topic!: string;

  @IsInt()
  @Min(0)
  partition!: number;

  @Matches(/^\d{1,40}$/)
  end!: string;
}
/** How far a service is asked to have come. */
export class ReadUpToRequest {
  /** Of a fact; all of this service's own up to it are to be said. */
  @IsOptional()
  @Matches(/^\d{0,80}$/)
  position?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @TypeOf(() => EndRequest)
  ends?: EndRequest[];
}
export class ParkedQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(/^[\w.-]+$/)
  consumer?: string;
}

/** `internal/<service>/…`: status of views, digests, parked keys, rebuilds. For administrators; shows ids, never data. */
export function operationsController(service: string, views: readonly string[], token: symbol): Type {
  @ApiTags('operations')
  @Controller(`internal/${service}`)
  class OperationsController {
    constructor(@Inject(token) private readonly operations: Operations) {}

    /** The views of this service: version, position, rebuild under way. */
    @Get('views')
    @Requires('operations.read')
    async status(): Promise<readonly ViewStatus[]> {
      return await this.operations.views();
    }

    /** One line per view: its rows and the SHA-256 of them. */
    @Get('digest')
    @Requires('operations.read')
    async digest(): Promise<readonly DigestLine[]> {
      return await this.operations.digest();
    }

    /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
    @Get('drained')
    @Requires('operations.read')
    async drained(): Promise<{ readonly drained: boolean; readonly standing?: string }> {
      const standing = await this.operations.drained();
      return standing === undefined ? { drained: false } : { drained: true, standing };
    }

    /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
    @Post('read-up-to')
    @HttpCode(200)
    @Requires('operations.read')
    async readUpTo(@Body() { position, ends }: ReadUpToRequest): Promise<ReadAnswer> {
      return await this.operations.readUpTo({ ...(position !== undefined && { position }), ...(ends && { ends }) });
    }

    /** Parked keys with their failures, by view, reaction or agenda. */
    @Get('parked')
    @Requires('operations.read')
    async parked(@Query() query: ParkedQuery): Promise<ParkedPage> {
      return await this.operations.parked({
        ...pagedBy(query),
        ...(query.consumer !== undefined && { consumer: query.consumer }),
      });
    }

    /** Replays what is parked for a key, in order. */
    @Post('parked/replay')
    @HttpCode(200)
    @Requires('operations.act')
    @Fails(422)
    async replay(@Body() { consumer, key }: ParkedKeyRequest): Promise<{ readonly done: number }> {
      return { done: await this.operations.replay({ consumer, key }) };
    }

    /** Gives up what is parked for a key; the reason is kept for ever. */
    @Post('parked/drop')
    @HttpCode(200)
    @Requires('operations.act')
    @Fails(422)
    async drop(
      @Body() body: DropRequest,
      @Caller() { staffId }: CallerIdentity,
    ): Promise<{ readonly dropped: number }> {
      const { consumer, key, reason, count } = body;
      const ask = { consumer, key, reason, actor: staffId, ...(count !== undefined && { count }) };
      return { dropped: await this.operations.drop(ask) };
    }

    /** Rebuilds a view beside the live one, which answers until then. */
    @Post('views/:view/rebuild')
    @HttpCode(202)
    @Requires('operations.act')
    async rebuild(@Param('view') view: string): Promise<{ readonly view: string }> {
      if (!views.includes(view)) throw new BadInput([{ field: 'view', rule: 'isIn', ...ruleWords('isIn', [views]) }]);
      await this.operations.rebuild(view);
      return { view };
    }
  }
  const name = `${service.charAt(0).toUpperCase()}${service.slice(1)}OperationsController`;
  Object.defineProperty(OperationsController, 'name', { value: name });
  return OperationsController;
}
