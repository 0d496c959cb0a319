import type { ValidationError } from 'class-validator';
import type { WrongField } from '../errors/problem.js';
import { rulesOf } from '../http/input-rules.js';
import { ruleWords } from './rule-words.js';

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
