import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { pursuit, type Pursuit } from './pursuit.js';
import type { PursuitFact } from './pursuit.events.js';

/** Handles commands about the pursuit of a client. */
export const Pursuits = HandlerOf(pursuit);
export type Pursuits = Handler<Pursuit, PursuitFact>;
