import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import type { Load } from '../show/load.js';
import { change, read, search, type CommandAnswer, type Page } from './http.js';

type Asking = { readonly signal?: AbortSignal };
export type Outlet = { readonly outletId: string; readonly name: string };
export type StaffMember = {
  readonly staffId: string;
  readonly name: string;
  readonly outletId: string | null;
  readonly role: StaffRole;
  /** 能力系数 in percent (A4). */
  readonly capacityPercent: number;
  readonly joinedOn: string;
  readonly departedOn: string | null;
};
export const outlets = (asking: Asking = {}): Promise<Page<Outlet>> =>
  read('outlets', { ...asking, view: 'outlet-list', query: { limit: 200 } });
export const staff = (asking: Asking = {}): Promise<Page<StaffMember>> =>
  read('staff', { ...asking, view: 'staff-list', query: { limit: 200 } });

/** Clients by what they weigh as; `potential`: unsigned ones. */
export type Counts = { readonly [K in Tier | 'potential']: number };
export type ShownLoad = Load & { readonly index: number };
export type BoardLine = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly capacityPercent: number;
  readonly departedOn: string | null;
  readonly counts: Counts;
  readonly load: ShownLoad;
  readonly overloaded: boolean;
  readonly proposals: number;
};
/** 应配/实配: needed against present. */
export type Staffing = { readonly needed: ShownLoad; readonly present: number };
export type LoadBoard = {
  readonly outletId: string;
  readonly clients: Counts;
  readonly waiting: number;
  readonly proposals: number;
  readonly managers: Staffing;
  readonly advisers: Staffing;
  readonly staff: readonly BoardLine[];
};
export const loadBoard = (outletId: string | undefined, asking: Asking = {}): Promise<LoadBoard> =>
  read('load-board', { ...asking, view: 'book-clients', query: { outletId } });

/** Somebody has to look after the client (A1) and nobody does. */
export type Unassigned = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly basis: 'reached' | 'judged' | null;
  readonly band: AverageBand | null;
  readonly since: string;
  readonly ageInWorkdays: number;
};
export const unassigned = (
  { outletId, after }: { outletId?: string | undefined; after?: string | undefined },
  asking: Asking = {},
): Promise<Page<Unassigned>> =>
  read('unassigned', { ...asking, view: 'book-clients', query: { outletId, after, limit: 200 } });

/** A client whose maintainer no longer fits (A3, A8). */
export type Proposal = Omit<Unassigned, 'clientNo' | 'basis' | 'since' | 'ageInWorkdays'> & {
  readonly staffId: string | null;
  readonly reasonCode: string;
  readonly on: string;
};
export const proposals = (asking: Asking = {}): Promise<Page<Proposal>> =>
  read('assignments/proposals', { ...asking, view: 'book-clients', query: { limit: 200 } });

export type BookEntry = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly band: AverageBand | null;
  readonly since: string | null;
  readonly proposed: { readonly reasonCode: string; readonly on: string } | null;
};
export const book = (
  staffId: string,
  as: 'maintainer' | 'adviser',
  after: string | undefined,
  asking: Asking = {},
): Promise<Page<BookEntry>> =>
  read(`books/${encodeURIComponent(staffId)}`, { ...asking, view: 'book-clients', query: { as, after, limit: 200 } });

type Held = { readonly staffId: string; readonly role: StaffRole; readonly from: string; readonly to: string | null };
export type AssignmentHistory = {
  readonly maintainers: readonly (Held & { readonly overridden: boolean; readonly ended?: string })[];
  readonly advisers: readonly Held[];
};
export const assignmentHistory = (clientId: string, asking: Asking = {}): Promise<AssignmentHistory> =>
  read(`assignments/${clientId}`, { ...asking, view: 'book-clients' });

/** One client to one maintainer; `reason`: the head's written one for going above load 1.00 (A9). */
export type Move = { readonly clientId: string; readonly staffId: string; readonly reason?: string };
export type Obstacle = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
export type MovesPreview = {
  readonly allowed: boolean;
  readonly moves: readonly (Move & { readonly refused?: Obstacle; readonly warnings: readonly string[] })[];
  readonly loads: readonly { readonly staffId: string; readonly before: ShownLoad; readonly after: ShownLoad }[];
};
/** Tries moves without doing them. */
export const previewMoves = (moves: readonly Move[], asking: Asking = {}): Promise<MovesPreview> =>
  search('assignments/preview', { moves }, asking);
/** Does them, all or none. */
export const moveClients = (
  moves: readonly Move[],
  commandId: string,
): Promise<CommandAnswer & { readonly warnings: readonly string[] }> =>
  change('POST', 'assignments/batch', { body: { moves }, commandId });
