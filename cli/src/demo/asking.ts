import type { StaffRole } from '@pcrm/contracts';

/** Somebody the replay acts as. */
export type Actor = { readonly staffId: string; readonly role: StaffRole; readonly outletId?: string };
export type Asked = { readonly status: number; readonly body: unknown };
export type Request = { method: string; path: string; body?: unknown; type?: string; id?: string };
/** One request to the platform, as one of its people. */
export type Ask = (actor: Actor, request: Request) => Promise<Asked>;
