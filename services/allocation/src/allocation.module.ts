import { Module } from '@nestjs/common';
import { loadConfig, ServiceModule } from '@pcrm/platform';
import { AssignmentsController } from './allocate/assignments.controller.js';
import { BookDesk } from './allocate/book-desk.adapter.js';
import { BooksController } from './allocate/books.controller.js';
import { AllocationConfig } from './allocation.config.js';
import { allocationDefinition } from './allocation.definition.js';
import { allocationTitles, capacityTitles } from './allocation.titles.js';
import { CapacityController } from './capacity/capacity.controller.js';
import { OutletsController } from './staff/outlets.controller.js';
import { StaffController } from './staff/staff.controller.js';

/** The service over HTTP. */
@Module({
  imports: [
    ServiceModule.for(allocationDefinition, {
      controllers: [OutletsController, StaffController, CapacityController, AssignmentsController, BooksController],
      providers: [BookDesk, { provide: AllocationConfig, useFactory: () => loadConfig(AllocationConfig, process.env) }],
      titles: { ...allocationTitles, ...capacityTitles },
    }),
  ],
})
export class AllocationModule {}
