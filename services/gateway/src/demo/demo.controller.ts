import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';
import { Fails, found, Public, Requires, WithinDays } from '@pcrm/platform';
import { GatewayOptions, type Demo, type DemoProgress } from '../gateway.tokens.js';

export class MoveClockRequest {
  @ApiPropertyOptional({ description: 'Instant at which the clock stands (ISO 8601, UTC); absent: real time again.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @WithinDays()
  standAt?: string;
}

/** Everything here is 404 outside a demo data folder. */
@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(@Inject(GatewayOptions) private readonly options: GatewayOptions) {}

  /** How far the demo branch is loaded. */
  @Get()
  @Public()
  @Fails(404)
  progress(): DemoProgress {
    return this.demo().progress();
  }

  /** Moves the clock of all services: a year of history is replayed through the same code. */
  @Post('clock')
  @HttpCode(204)
  @Requires('demo.move-clock')
  @Fails(404)
  moveClock(@Body() { standAt }: MoveClockRequest): void {
    this.demo().moveClock(standAt);
  }

  /** Whether everything said was taken in and nothing is due. */
  @Get('drained')
  @Requires('demo.move-clock')
  @Fails(404)
  async drained(): Promise<{ readonly drained: boolean }> {
    return { drained: await this.demo().drained() };
  }

  /** Puts the branch back to how it was after its first load. */
  @Post('reset')
  @HttpCode(204)
  @Requires('operations.act')
  @Fails(404)
  async reset(): Promise<void> {
    await this.demo().reset();
  }

  private demo(): Demo {
    return found(this.options.demo);
  }
}
