import { PlatformConfig } from '@pcrm/platform';

/** Configuration of engagement as a process of its own; what the business may change is a policy, not a variable. */
export class EngagementConfig extends PlatformConfig {}
