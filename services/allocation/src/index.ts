export { allocationDefinition } from './allocation.definition.js';
export { AllocationModule } from './allocation.module.js';
export { AllocationConfig } from './allocation.config.js';
