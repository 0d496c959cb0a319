import { Describe } from '@pcrm/platform/process';
import { IsInt, Max, Min } from 'class-validator';

/** What notifications is told at its start; what the business may change is a policy, not a variable. */
export class NotificationsConfig {
  @Describe('SMS_RETRY_SECONDS', 'Seconds for which a message rests after the SMS gateway could not be reached.')
  @IsInt()
  @Min(1)
  @Max(3_600)
  smsRetrySeconds: number = 5;
}
