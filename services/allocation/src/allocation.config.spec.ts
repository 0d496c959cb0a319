import { documentedConfig } from '@pcrm/platform/testing';
import { AllocationConfig } from './allocation.config.js';

documentedConfig(AllocationConfig, new URL('../README.md', import.meta.url));
