import { Param, ParseUUIDPipe, ValidationPipe, type ValidationError, type ValidationPipeOptions } from '@nestjs/common';
import { toShanghaiDate } from '@pcrm/contracts';
import type { Clock } from '@pcrm/event-sourcing';
import { BadInput } from '../errors/problem.js';
import { ruleWords } from './rule-words.js';
import { keepRulesAtHand } from './rules-at-hand.js';
import { outOfBounds } from './within-days.js';
import { wrongFields } from './wrong-fields.js';

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
