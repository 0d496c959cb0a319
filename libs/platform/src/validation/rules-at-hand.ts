import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Asked = Parameters<Storage['getTargetValidationMetadatas']>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;
type Grouped = ReturnType<Storage['groupByPropertyName']>;

let areAtHand = false;

/**
 * class-validator looks through all its rules for those of a class each time it validates one. They are declared while modules load and
 * stay as they are: from now on each class is looked up once.
 */
export function keepRulesAtHand(storage: Storage = getMetadataStorage()): void {
  if (areAtHand) return;
  areAtHand = true;
  const [lookUp, group] = [
    storage.getTargetValidationMetadatas.bind(storage),
    storage.groupByPropertyName.bind(storage),
  ];
  const known = new WeakMap<Asked[0], Map<string, Rules>>();
  const grouped = new WeakMap<Rules, Grouped>();
  storage.getTargetValidationMetadatas = (target, ...rest) => {
    const ofTarget = known.get(target) ?? new Map<string, Rules>();
    known.set(target, ofTarget);
    const asked = JSON.stringify(rest);
    const rules = ofTarget.get(asked) ?? lookUp(target, ...rest);
    ofTarget.set(asked, rules);
    return rules;
  };
  storage.groupByPropertyName = (rules) => {
    const groups = grouped.get(rules) ?? group(rules);
    grouped.set(rules, groups);
    return groups;
  };
}
