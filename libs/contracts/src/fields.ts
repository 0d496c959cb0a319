import { applyDecorators } from './apply-decorators.js';
import {
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';

/** Code the bank gives an outlet or a member of staff: letters, digits, dash. */
export const IsCode = (options: ValidationOptions = {}): PropertyDecorator =>
  applyDecorators(IsString(options), Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, options));
/** A business date, Asia/Shanghai: `2026-11-23`. */
export const IsBusinessDate = (options: ValidationOptions = {}): PropertyDecorator =>
  applyDecorators(IsISO8601({ strict: true }, options), Matches(/^\d{4}-\d{2}-\d{2}$/, options));
/** An instant: ISO 8601 in UTC, `2026-11-23T01:30:00.000Z`. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(IsISO8601({ strict: true }), Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/));
/** Money in integer fen. */
export const IsFen = (): PropertyDecorator =>
  applyDecorators(IsInt(), Min(-Number.MAX_SAFE_INTEGER), Max(Number.MAX_SAFE_INTEGER));
/** Short free text or a sealed value of it (sealing makes it longer). */
export const IsText = (max = 4000, options: ValidationOptions = {}): PropertyDecorator =>
  applyDecorators(IsString(options), Length(1, max, options));
/** Present but possibly null: absence of a tier is said, not left out. */
export const OrNull = (): PropertyDecorator => ValidateIf((_object, value) => value !== null);
export { IsOptional, IsUUID };
