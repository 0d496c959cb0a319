import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { outlet, type Outlet } from './outlet.js';
import type { OutletEvent } from './outlet.events.js';
import { staffMember, type StaffMember } from './staff-member.js';
import type { StaffMemberEvent } from './staff-member.events.js';

export const Outlets = HandlerOf(outlet);
export type Outlets = Handler<Outlet, OutletEvent>;
export const Staff = HandlerOf(staffMember);
export type Staff = Handler<StaffMember, StaffMemberEvent>;
