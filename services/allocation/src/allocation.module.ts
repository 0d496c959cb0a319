import { Module, type DynamicModule } from '@nestjs/common';
import { loadConfig, ServiceModule, type Environment } from '@pcrm/platform';
import { AssignmentsController } from './allocate/assignments.controller.js';
import { BookDesk } from './allocate/book-desk.adapter.js';
import { BooksController } from './allocate/books.controller.js';
import { AllocationConfig } from './allocation.config.js';
import { allocation } from './allocation.definition.js';
import { allocationTitles, capacityTitles } from './allocation.titles.js';
import { CapacityController } from './capacity/capacity.controller.js';
import { OutletsController } from './staff/outlets.controller.js';
import { StaffController } from './staff/staff.controller.js';

@Module({})
export class AllocationModule {
  /** The service over HTTP, told by these environment variables. */
  static with(env: Environment): DynamicModule {
    const service = ServiceModule.for(allocation, {
      controllers: [OutletsController, StaffController, CapacityController, AssignmentsController, BooksController],
      providers: [BookDesk, { provide: AllocationConfig, useValue: loadConfig(AllocationConfig, env) }],
      titles: { ...allocationTitles, ...capacityTitles },
    });
    return { module: AllocationModule, imports: [service], exports: [service] };
  }
}
