export type { Act, ActKind } from './act.js';
export { Chance } from './chance.js';
export { OUTLETS, staffOf, type Staff } from './branch.js';
export type { Actor, Ask, Asked, Request } from './asking.js';
export { writeAhead, type DemoFolder } from './demo-folder.js';
export { replayDemo, ReplayFailed, type ReplayReport, type ReplayTools } from './replay.js';
export { endingYesterday, manifestOf, writeDemo, type DemoPlan, type Manifest } from './write-demo.js';
