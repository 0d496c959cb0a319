/** Everything else stands under this. */
export const PREFIX = 'api';
/** Routes for the machine's keepers, outside the prefix. */
export const UNPREFIXED: readonly string[] = ['health/live', 'health/ready', 'metrics'];
