export { allocationDefinition } from './allocation.definition.js';
export { AllocationModule } from './allocation.module.js';
export { AllocationConfig } from './allocation.config.js';
/** What the sources of this service say of its endpoints. */
export const allocationApi = new URL('./allocation.api.json', import.meta.url);
