import { Describe } from '@pcrm/platform/process';
import { IsInt, Max, Min } from 'class-validator';

/** What engagement is told at its start; what the business may change is a policy, not a variable. */
export class EngagementConfig {
  @Describe(
    'PLAN_PROPOSALS',
    'Most clients that a daily plan proposes to one member of staff; whoever was promised a step by today is proposed beyond it.',
  )
  @IsInt()
  @Min(1)
  @Max(200)
  planProposals: number = 20;
}
