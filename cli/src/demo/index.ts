export type { Act, ActKind } from './act.js';
export { endingYesterday, manifestOf, writeDemo, type DemoPlan, type Manifest } from './write-demo.js';
export { staffOf, OUTLETS } from './branch.js';
