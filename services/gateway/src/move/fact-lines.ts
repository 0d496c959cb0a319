import { canonicalJson, type JsonObject, type StoredEvent } from '@pcrm/event-sourcing';
import type { WrongField } from '@pcrm/platform';

/** A fact as it leaves one store and enters another; where it stood is the store's own matter. */
export type FactOut = {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly metadata: StoredEvent['metadata'];
  /** Personal fields are sealed, as they are stored. */
  readonly data: JsonObject;
};

/** The same fact gives the same text, whichever store kept it. */
export const factOut = ({ position: _position, moved: _moved, ...fact }: StoredEvent): FactOut =>
  JSON.parse(canonicalJson(fact)) as FactOut;

export const isSameFact = (one: FactOut | StoredEvent, other: FactOut): boolean =>
  canonicalJson('position' in one ? factOut(one) : one) === canonicalJson(other);

/** Facts in JSON lines, or every wrong line with the field that is wrong. */
export function readFactLines(text: string): {
  readonly facts: readonly FactOut[];
  readonly wrong: readonly WrongField[];
} {
  const facts: FactOut[] = [];
  const wrong: WrongField[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const value = parsed(line);
    const field = wrongField(value);
    if (field === undefined) facts.push(value as FactOut);
    else wrong.push({ field: `line ${String(at + 1)}: ${field}`, rule: 'isFact', ...NO_FACT });
  }
  return { facts, wrong };
}
const NO_FACT = { zh: '应为导出的事实', en: 'must be that of an exported fact' };

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isInstant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const isStream: Check = (value) => typeof value === 'string' && /^[A-Za-z]\w*-.+$/.test(value);
const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const CHECKS: { readonly [field in keyof FactOut]: Check } = {
  id: isText,
  stream: isStream,
  revision: isCount,
  type: isText,
  version: isCount,
  recordedAt: isInstant,
  metadata: (value) => isObject(value) && METADATA.every((name) => isText(value[name])),
  data: isObject,
};
const METADATA = ['actor', 'commandId', 'correlationId', 'causationId', 'occurredAt'] as const;

function wrongField(value: unknown): string | undefined {
  if (!isObject(value)) return 'fact';
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(CHECKS, name));
  return unknown ?? Object.entries(CHECKS).find(([name, check]) => !check(value[name]))?.[0];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
