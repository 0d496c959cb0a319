import { documentedConfig } from '@pcrm/platform/testing';
import { NotificationsConfig } from './notifications.config.js';

documentedConfig(NotificationsConfig, new URL('../README.md', import.meta.url));
