import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import { DECK } from '../src/capacity/capacity-policy.events.js';
import type { Deciding } from '../src/allocate/book-draft.js';
import type { OutletBookEvent, Presence } from '../src/allocate/outlet-book.events.js';

/** Sentences for specs about books: fixed outlet, date and policy. */
export const outletId = 'N01';
export const on = '2026-06-01';
export const deciding: Deciding = { outletId, on, terms: DECK.terms };

export const client = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

type Person = { readonly role?: StaffRole; readonly percent?: number; readonly presence?: Presence };
export const staffNoted = (
  staffId: string,
  { role = 'clientManager', percent = 100, presence = 'present' }: Person = {},
) =>
  ({
    type: 'StaffNoted',
    data: { outletId, staffId, role, capacityPercent: percent, presence, on },
  }) as const satisfies OutletBookEvent;

type Known = { readonly tier?: Tier | null; readonly target?: Tier | null; readonly band?: AverageBand | null };
export const admitted = (number: number, { tier = 'gold', target = null, band = null }: Known = {}) =>
  ({
    type: 'ClientAdmitted',
    data: {
      outletId,
      clientId: client(number),
      tier,
      targetTier: target,
      basis: target === null ? null : 'reached',
      band,
      on,
    },
  }) as const satisfies OutletBookEvent;

type Held = Known & { readonly by?: string; readonly role?: StaffRole };
export const assigned = (
  number: number,
  { by = 'm-1', role = 'clientManager', tier = 'gold', target = null }: Held = {},
) =>
  ({
    type: 'ClientAssigned',
    data: {
      outletId,
      clientId: client(number),
      staffId: by,
      role,
      tier,
      targetTier: target,
      from: on,
      overridden: false,
    },
  }) as const satisfies OutletBookEvent;

/** So many clients of one kind, admitted and held, numbered from `from`. */
export const held = (count: number, from: number, known: Held): readonly OutletBookEvent[] =>
  Array.from({ length: count }, (_, index) => [admitted(from + index, known), assigned(from + index, known)]).flat();

export const advised = (number: number, by: string, role: 'wealthAdviser' | 'financialAdviser') =>
  ({
    type: 'AdviserAttached',
    data: { outletId, clientId: client(number), staffId: by, role, from: on },
  }) as const satisfies OutletBookEvent;
