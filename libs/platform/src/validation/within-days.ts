import type { ValidationError } from '@nestjs/common';
import { addDays, EARLIEST_DATE } from '@pcrm/contracts';

/** How far from today a date of a request may lie, in days; back to 1900 unless said otherwise. */
export type Bounds = { readonly back?: number; readonly ahead: number };
type BoundsOf = { readonly [field: string]: Bounds };

/** Nothing a branch plans lies further ahead than ten years. */
const FURTHEST: Bounds = { ahead: 3_660 };
const BOUNDS = 'pcrm:within-days';

/** A date or instant that is possible at all, and not absurd: no earlier than 1900, no later than so many days from now. */
export const WithinDays =
  (bounds: Bounds = FURTHEST): PropertyDecorator =>
  ({ constructor }, field) => {
    Reflect.defineMetadata(BOUNDS, { ...boundsOf(constructor), [String(field)]: bounds }, constructor);
  };

const boundsOf = (type: object): BoundsOf => (Reflect.getMetadata(BOUNDS, type) ?? {}) as BoundsOf;
/** Whether the dates of a field are bounded. */
export const isBounded = (type: object, field: string): boolean => Object.hasOwn(boundsOf(type), field);

/**
 * The fields whose dates lie too far away as of a day, within fields too. Values that are no text are left to other rules. The day
 * is asked for only where there are such dates.
 */
export function outOfBounds(target: object, today: () => string): ValidationError[] {
  const bounds = boundsOf(target.constructor);
  return Object.entries(target).flatMap(([property, value]: [string, unknown]): ValidationError[] => {
    if (typeof value === 'object' && value !== null) {
      const children = outOfBounds(value, today);
      return children.length === 0 ? [] : [{ target, property, children }];
    }
    const within = bounds[property];
    const broken = within && typeof value === 'string' ? brokenBy(value, within, today()) : undefined;
    return broken
      ? [{ target, property, constraints: { withinDays: broken.join() }, contexts: { withinDays: broken } }]
      : [];
  });
}

/** The first and last date that there may be, when a date or instant lies outside. */
function brokenBy(value: string, { back, ahead }: Bounds, today: string): readonly [string, string] | undefined {
  const first = back === undefined ? EARLIEST_DATE : addDays(today, -back);
  const last = addDays(today, ahead);
  return value >= first && value.slice(0, last.length) <= last ? undefined : [first, last];
}
