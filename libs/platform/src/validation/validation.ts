import { Param, ParseUUIDPipe, ValidationPipe, type ValidationError } from '@nestjs/common';
import { BadInput, type FieldError } from '../errors/problem.js';

/** All wrong fields of a tree of validation errors, nested paths joined by dots. */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): readonly FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, ...worded(rule, message) }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** What comes from outside may carry anything in its name; a field we do not know is only called unknown. */
const worded = (rule: string, message: string): Omit<FieldError, 'field'> =>
  rule === 'whitelistValidation' ? { rule: 'unknown', message: 'this field is not known here' } : { rule, message };

/** Bodies and queries become instances of their class; a field too many or a wrong one is a 400 that names them all. */
export const strictValidation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors: ValidationError[]) => new BadInput(fieldErrors(errors)),
  });

/** A path parameter that must be a UUID. */
export const IdParam = (name: string): ParameterDecorator =>
  Param(
    name,
    new ParseUUIDPipe({
      exceptionFactory: () => new BadInput([{ field: name, rule: 'isUuid', message: `${name} must be a UUID` }]),
    }),
  );
