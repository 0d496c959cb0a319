import { Module } from '@nestjs/common';
import { loadConfig, ServiceModule } from '@pcrm/platform';
import { CadencePolicyController } from './contact/cadence-policy/cadence-policy.controller.js';
import { ComplianceReading } from './contact/compliance/compliance-reading.adapter.js';
import { ComplianceController } from './contact/compliance/compliance.controller.js';
import { ContactController } from './contact/contact.controller.js';
import { Pursued } from './contact/contacting.tokens.js';
import { DueListController } from './contact/due-list/due-list.controller.js';
import { DutyReading } from './contact/duty-reading.adapter.js';
import { TakeLeaveController } from './contact/take-leave/take-leave.controller.js';
import { WaiveDutyController } from './contact/waive-duty/waive-duty.controller.js';
import { DutyDueItems } from './due-items.adapter.js';
import { EngagementConfig } from './engagement.config.js';
import { engagementDefinition } from './engagement.definition.js';
import { engagementTitles } from './engagement.titles.js';
import { DailyPlanController } from './plan/daily-plan.controller.js';
import { DueItems } from './plan/plan.tokens.js';
import { OpportunityController } from './pursue/opportunity.controller.js';
import { ProgressReading } from './pursue/progress-reading.adapter.js';
import { ProgressTableController } from './pursue/progress-table/progress-table.controller.js';

/** Engagement over HTTP; stands on the ports of PlatformModule. */
@Module({
  imports: [
    ServiceModule.for(engagementDefinition, {
      controllers: [
        OpportunityController,
        ProgressTableController,
        ContactController,
        DueListController,
        ComplianceController,
        CadencePolicyController,
        WaiveDutyController,
        TakeLeaveController,
        DailyPlanController,
      ],
      providers: [
        ProgressReading,
        DutyReading,
        ComplianceReading,
        { provide: Pursued, useExisting: ProgressReading },
        { provide: DueItems, useClass: DutyDueItems },
        { provide: EngagementConfig, useFactory: () => loadConfig(EngagementConfig, process.env) },
      ],
      titles: engagementTitles,
    }),
  ],
})
export class EngagementModule {}
