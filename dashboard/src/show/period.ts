/** A period in its parts: `2026-11`, `2026-Q4`, `2026-W47`; a date is none. */
export type PeriodParts = { readonly kind: 'month' | 'quarter' | 'week'; readonly year: string; readonly n: number };

export function periodParts(period: string): PeriodParts | undefined {
  const [, year, letter, digits] = /^(\d{4})-([QW]?)(\d{1,2})$/.exec(period) ?? [];
  if (year === undefined || digits === undefined) return undefined;
  const kind = letter === 'Q' ? 'quarter' : letter === 'W' ? 'week' : 'month';
  return { kind, year, n: Number(digits) };
}
