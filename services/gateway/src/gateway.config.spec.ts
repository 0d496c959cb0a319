import { documentedConfig } from '@pcrm/platform/testing';
import { GatewayConfig } from './gateway.config.js';

documentedConfig(GatewayConfig, new URL('../README.md', import.meta.url));
