import { Describe } from '@pcrm/platform/process';
import { IsInt, Max, Min } from 'class-validator';

/** What the gateway is told at its start. */
export class GatewayConfig {
  @Describe('SESSION_HOURS', 'Hours after which somebody signed in is asked for the password again; a working day.')
  @IsInt()
  @Min(1)
  @Max(168)
  sessionHours: number = 12;
}
