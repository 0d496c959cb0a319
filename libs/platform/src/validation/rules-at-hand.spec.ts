import { getMetadataStorage, IsInt, IsOptional, IsString, Min, validateSync } from 'class-validator';
import { keepRulesAtHand } from './rules-at-hand.js';

class Kettle {
  @IsInt() @Min(1) litres: unknown;
}
class Teapot extends Kettle {
  @IsString() tea: unknown;
  @IsOptional({ groups: ['spare'] }) lid: unknown;
}

describe('the rules of a class', () => {
  const storage = getMetadataStorage();
  const before = storage.getTargetValidationMetadatas.bind(storage);
  const namesOf = (rules: ReturnType<typeof before>) =>
    rules.map(({ propertyName, type }) => `${propertyName} ${type}`);

  it('are looked up once, and are those that were there before, inherited ones and groups included', () => {
    const expected = [
      before(Teapot, '', true, false),
      before(Teapot, '', false, true, undefined),
      before(Teapot, '', false, false, ['spare']),
      before(Kettle, '', true, false),
    ];
    keepRulesAtHand();
    keepRulesAtHand();
    const asked = () => [
      storage.getTargetValidationMetadatas(Teapot, '', true, false),
      storage.getTargetValidationMetadatas(Teapot, '', false, true, undefined),
      storage.getTargetValidationMetadatas(Teapot, '', false, false, ['spare']),
      storage.getTargetValidationMetadatas(Kettle, '', true, false),
    ];
    const first = asked();
    expect(first.map(namesOf)).toEqual(expected.map(namesOf));
    asked().forEach((rules, at) => expect(rules).toBe(first[at]));
    expect(storage.groupByPropertyName(first[0] ?? [])).toBe(storage.groupByPropertyName(first[0] ?? []));
    expect(Object.keys(storage.groupByPropertyName(first[0] ?? []))).toEqual(['tea', 'lid', 'litres']);
  });

  it('are kept apart for each object that is validated', () => {
    keepRulesAtHand();
    const broken = (litres: unknown, tea: unknown) =>
      validateSync(Object.assign(new Teapot(), { litres, tea }))
        .map(({ property, constraints }) => `${property}: ${Object.keys(constraints ?? {}).join()}`)
        .toSorted();
    expect([broken(0, 'green'), broken(1, 7), broken(2, 'black')]).toEqual([['litres: min'], ['tea: isString'], []]);
  });
});
