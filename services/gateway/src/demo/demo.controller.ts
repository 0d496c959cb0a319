import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';
import { found, Public, Requires } from '@pcrm/platform';
import { GatewayOptions, type Demo } from '../gateway.tokens.js';

export class MoveClockRequest {
  @ApiPropertyOptional({ description: 'Instant at which the clock stands (ISO 8601, UTC); absent: real time again.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  standAt?: string;
}

export class DemoAnswer {
  @ApiProperty({ enum: ['loading', 'ready', 'failed'] }) state!: string;
  @ApiProperty({ description: 'Business dates replayed.' }) days!: number;
  @ApiProperty({ description: 'Business dates there are.' }) of!: number;
}

export class DrainedAnswer {
  @ApiProperty() drained!: boolean;
}

/** Everything here is 404 outside a demo data folder. */
@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(@Inject(GatewayOptions) private readonly options: GatewayOptions) {}

  /** How far the demo branch is loaded. */
  @Get()
  @Public()
  @ApiOkResponse({ type: DemoAnswer })
  progress(): DemoAnswer {
    return this.demo().progress();
  }

  /** Moves the clock of all services: a year of history is replayed through the same code. */
  @Post('clock')
  @HttpCode(204)
  @Requires('demo.move-clock')
  moveClock(@Body() { standAt }: MoveClockRequest): void {
    this.demo().moveClock(standAt);
  }

  /** Whether everything said was taken in and nothing is due. */
  @Get('drained')
  @Requires('demo.move-clock')
  @ApiOkResponse({ type: DrainedAnswer })
  async drained(): Promise<DrainedAnswer> {
    return { drained: await this.demo().drained() };
  }

  /** Puts the branch back to how it was after its first load. */
  @Post('reset')
  @HttpCode(204)
  @Requires('operations.act')
  async reset(): Promise<void> {
    await this.demo().reset();
  }

  private demo(): Demo {
    return found(this.options.demo);
  }
}
