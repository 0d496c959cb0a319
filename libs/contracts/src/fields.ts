import { applyDecorators } from './apply-decorators.js';
import { IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf } from 'class-validator';

/** Code the bank gives an outlet or a member of staff: letters, digits, dash. */
export const IsCode = (): PropertyDecorator => applyDecorators(IsString(), Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/));
/** A business date, Asia/Shanghai: `2026-11-23`. */
export const IsBusinessDate = (): PropertyDecorator =>
  applyDecorators(IsISO8601({ strict: true }), Matches(/^\d{4}-\d{2}-\d{2}$/));
/** An instant: ISO 8601 in UTC, `2026-11-23T01:30:00.000Z`. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(IsISO8601({ strict: true }), Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/));
/** Money in integer fen. */
export const IsFen = (): PropertyDecorator =>
  applyDecorators(IsInt(), Min(-Number.MAX_SAFE_INTEGER), Max(Number.MAX_SAFE_INTEGER));
/** Short free text or a sealed value of it (sealing makes it longer). */
export const IsText = (max = 4000): PropertyDecorator => applyDecorators(IsString(), Length(1, max));
/** Present but possibly null: absence of a tier is said, not left out. */
export const OrNull = (): PropertyDecorator => ValidateIf((_object, value) => value !== null);
export { IsOptional, IsUUID };
