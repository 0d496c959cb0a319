import { isPlainName, isVisible } from '@pcrm/contracts';
import { ValidateBy } from 'class-validator';

/** A rule of texts; values that are no text are left to other rules. */
const ofTexts = (name: string, holds: (text: string) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: (value: unknown) => typeof value !== 'string' || holds(value) } });

/**
 * A text that somebody has written: what shows nothing to a reader is refused as if it were empty. Nothing at all is left to the
 * rules of its length.
 */
export const Written = (): PropertyDecorator => ofTexts('isWritten', (text) => text === '' || isVisible(text));

/** A name, which is what it looks like: without invisible characters and such as turn the direction of writing. */
export const PlainName = (): PropertyDecorator => ofTexts('isPlainName', isPlainName);
