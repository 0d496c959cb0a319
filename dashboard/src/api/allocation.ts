import { change, read, search, type Page } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
export type Outlet = Offered['OutletRow'];
export type StaffMember = Offered['StaffRow'];
export const outlets = (asking: Asking = {}): Promise<Page<Outlet>> =>
  read('outlets', { ...asking, view: 'outlet-list', query: { limit: 200 } });
export const staff = (asking: Asking = {}): Promise<Page<StaffMember>> =>
  read('staff', { ...asking, view: 'staff-list', query: { limit: 200 } });

/** Clients by what they weigh as; `potential`: unsigned ones. */
export type Counts = Offered['Counts'];
export type ShownLoad = Offered['ShownLoad'];
export type BoardLine = Offered['BoardLine'];
/** 应配/实配: needed against present. */
export type Staffing = Offered['Staffing'];
export type LoadBoard = Offered['LoadBoard'];
export const loadBoard = (outletId: string | undefined, asking: Asking = {}): Promise<LoadBoard> =>
  read('load-board', { ...asking, view: 'book-clients', query: { outletId } });

/** Somebody has to look after the client (A1) and nobody does. */
export type Unassigned = Offered['Unassigned'];
export const unassigned = (
  { outletId, after }: { outletId?: string | undefined; after?: string | undefined },
  asking: Asking = {},
): Promise<Page<Unassigned>> =>
  read('unassigned', { ...asking, view: 'book-clients', query: { outletId, after, limit: 200 } });

/** A client whose maintainer no longer fits (A3, A8). */
export type Proposal = Offered['Proposal'];
export const proposals = (
  { outletId, after }: { outletId: string; after?: string | undefined },
  asking: Asking = {},
): Promise<Page<Proposal>> =>
  read('assignments/proposals', { ...asking, view: 'book-clients', query: { outletId, after, limit: 200 } });

export type BookEntry = Offered['BookEntry'];
export const book = (
  staffId: string,
  as: 'maintainer' | 'adviser',
  after: string | undefined,
  asking: Asking = {},
): Promise<Page<BookEntry>> =>
  read(`books/${encodeURIComponent(staffId)}`, { ...asking, view: 'book-clients', query: { as, after, limit: 200 } });

export type AssignmentHistory = Offered['AssignmentHistory'];
export const assignmentHistory = (clientId: string, asking: Asking = {}): Promise<AssignmentHistory> =>
  read(`assignments/${clientId}`, { ...asking, view: 'book-clients' });

/** One client to one maintainer; `reason`: the head's written one for going above load 1.00 (A9). */
export type Move = Offered['MoveRequest'];
export type Obstacle = Offered['Obstacle'];
export type MovesPreview = Offered['MovesPreview'];
/** Tries moves without doing them. */
export const previewMoves = (moves: readonly Move[], asking: Asking = {}): Promise<MovesPreview> =>
  search('assignments/preview', { moves }, asking);
/** Does them, all or none. */
export const moveClients = (moves: readonly Move[], commandId: string): Promise<Offered['AssignmentAnswer']> =>
  change('POST', 'assignments/batch', { body: { moves }, commandId });
