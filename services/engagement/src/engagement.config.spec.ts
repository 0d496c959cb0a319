import { documentedConfig } from '@pcrm/platform/testing';
import { EngagementConfig } from './engagement.config.js';

documentedConfig(EngagementConfig, new URL('../README.md', import.meta.url));
