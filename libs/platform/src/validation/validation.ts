import { Param, ParseUUIDPipe, ValidationPipe, type ValidationError, type ValidationPipeOptions } from '@nestjs/common';
import { toShanghaiDate } from '@pcrm/contracts';
import type { Clock } from '@pcrm/event-sourcing';
import { BadInput, type WrongField } from '../errors/problem.js';
import { rulesOf } from '../http/input-rules.js';
import { ruleWords } from './rule-words.js';
import { keepRulesAtHand } from './rules-at-hand.js';
import { outOfBounds } from './within-days.js';

/** All wrong fields of a tree of validation errors, nested paths joined by dots. */
export function wrongFields(errors: readonly ValidationError[], parent = ''): readonly WrongField[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.keys(error.constraints ?? {}).map((rule) => ({ field, ...worded(error, rule) }));
    return [...own, ...wrongFields(error.children ?? [], field)];
  });
}

/** What comes from outside may carry anything in its name; a field we do not know is only called unknown. */
function worded({ target, property, contexts }: ValidationError, rule: string): Omit<WrongField, 'field'> {
  const name = rule === 'whitelistValidation' ? 'unknown' : rule;
  const known = target ? rulesOf(target.constructor).filter((one) => one.propertyName === property) : [];
  const broken = known.find((one) => one.name === rule);
  const constraints = (broken?.constraints ?? contexts?.[rule]) as readonly unknown[] | undefined;
  return { rule: name, ...ruleWords(name, constraints, broken?.each) };
}

/** Beside the rules of the class: its dates lie within their bounds, seen from the clock of the services. */
class StrictValidation extends ValidationPipe {
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    options: ValidationPipeOptions,
  ) {
    super(options);
  }

  protected override async validate(...[object, options]: Parameters<ValidationPipe['validate']>) {
    const wrong = await super.validate(object, options);
    const outside = outOfBounds(object, () => toShanghaiDate(this.clock.now()));
    return outside.length === 0 ? wrong : [...wrong, ...outside];
  }
}

/** Bodies and queries become instances of their class; a field too many or a wrong one is a 400 that names them all. */
export function strictValidation(clock: Pick<Clock, 'now'>): ValidationPipe {
  keepRulesAtHand();
  return new StrictValidation(clock, {
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: true, value: false },
    exceptionFactory: (errors: ValidationError[]) => new BadInput(wrongFields(errors)),
  });
}

/** A path parameter that must be a UUID. */
export const IdParam = (name: string): ParameterDecorator =>
  Param(
    name,
    new ParseUUIDPipe({
      exceptionFactory: () => new BadInput([{ field: name, rule: 'isUuid', ...ruleWords('isUuid') }]),
    }),
  );
