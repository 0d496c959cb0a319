import { Describe } from '@pcrm/platform';
import { IsInt, Max, Min } from 'class-validator';

/** What engagement is told at its start; what the business may change is a policy, not a variable. */
export class EngagementConfig {
  @Describe('PLAN_PROPOSALS', 'Most clients that a daily plan proposes to one member of staff.')
  @IsInt()
  @Min(1)
  @Max(200)
  planProposals: number = 20;
}
