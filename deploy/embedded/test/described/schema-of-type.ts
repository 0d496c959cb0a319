import ts from 'typescript';

export type Schema = { readonly [keyword: string]: unknown };
/** A sentence of ours about a property, and the tags of its doc comment. */
type Said = { readonly name: string; readonly description: string; readonly tags: ReadonlySet<string> };

const NOTHING: Said = { name: '', description: '', tags: new Set() };
const FEN = 'In fen (1/100 yuan).';
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:client|opportunity|contact|message|alert|template|proposal|feed|leave)Id$/, 'uuid'],
  [/(?:On|Date|AsOf|asOf|Through|coolOffUntil)$|^(?:on|date|from|to)$/, 'date'],
  [/(?:At|usefulUntil)$|^now$/, 'date-time'],
];

/** JSON Schemas of TypeScript types; what has a name in our sources is described once, under `named`. */
export class TypeSchemas {
  readonly named: { [name: string]: Schema } = {};
  private readonly types = new Map<string, ts.Type>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly isOurs: (fileName: string) => boolean,
    /** Names of unions of texts by their values. */
    private readonly enums: ReadonlyMap<string, string>,
  ) {}

  of(type: ts.Type, said: Said = NOTHING): Schema {
    const name = this.nameOf(type);
    // Whatever JSON can hold: told in full it would only refer to itself.
    if (name === 'Json') return {};
    if (name === undefined) return this.shape(type, said);
    const known = this.types.get(name);
    if (known === undefined) this.define(name, type, said);
    else if (known !== type && JSON.stringify(this.shape(type, said)) !== JSON.stringify(this.shape(known, said)))
      throw new Error(`two types of answers are called ${name}`);
    return { $ref: `#/components/schemas/${name}` };
  }

  private define(name: string, type: ts.Type, said: Said): void {
    this.types.set(name, type);
    this.named[name] = {};
    const description = wordsOf(type.aliasSymbol ?? type.symbol, this.checker);
    this.named[name] = { ...(description && { description }), ...this.shape(type, { ...said, description: '' }) };
  }

  /** `Page<Client>` is a ClientPage; what TypeScript itself names (`Omit<…>`) has no name. */
  private nameOf(type: ts.Type): string | undefined {
    const symbol = symbolOf(type);
    if (!symbol || symbol.name.startsWith('__') || !this.isOurs(fileOf(symbol))) return undefined;
    const names = (type.aliasTypeArguments ?? []).map((one) => this.nameOf(one));
    return names.includes(undefined) ? undefined : [...names, symbol.name].join('');
  }

  private shape(type: ts.Type, said: Said): Schema {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isUnion()) return this.union(type, said);
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (flags & ts.TypeFlags.StringLike) return textOf(type, said);
    if (flags & ts.TypeFlags.NumberLike) return numberOf(type, said);
    if (flags & ts.TypeFlags.BooleanLike) return booleanOf(type, this.checker);
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.object(type, said);
    throw new Error(`${said.name}: ${this.checker.typeToString(type)} cannot be answered`);
  }

  private union(type: ts.UnionType, said: Said): Schema {
    const parts = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const some = parts.filter(({ flags }) => !(flags & ts.TypeFlags.Null));
    const texts = some.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    const numbers = some.flatMap((one) => (one.isNumberLiteral() ? [one.value] : []));
    const rest = some.filter((one) => !one.isStringLiteral() && !one.isNumberLiteral());
    const isFlag = rest.length === 2 && rest.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const schemas = [
      ...(texts.length > 0 ? [this.listed(texts)] : []),
      ...(numbers.length > 0 ? [{ type: 'integer', enum: numbers }] : []),
      ...(isFlag ? [{ type: 'boolean' }] : rest.map((one) => this.of(one, said))),
    ];
    return either(some.length < parts.length ? [...schemas, { type: 'null' }] : schemas);
  }

  private listed(values: readonly string[]): Schema {
    const name = this.enums.get(keyOf(values));
    const schema = { type: 'string', enum: [...values].sort() };
    if (name === undefined) return schema;
    this.named[name] ??= schema;
    return { $ref: `#/components/schemas/${name}` };
  }

  private object(type: ts.Type, said: Said): Schema {
    if (this.checker.isTupleType(type) || this.checker.isArrayType(type)) return this.list(type, said);
    const properties = this.checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('__@'));
    const index = this.checker.getIndexInfosOfType(type)[0];
    if (properties.length === 0 && !index)
      throw new Error(`${said.name}: ${this.checker.typeToString(type)} says nothing`);
    const required = properties.filter((one) => !(one.flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    const fields = Object.fromEntries(properties.map((one) => [one.name, this.property(one)]));
    return {
      type: 'object',
      ...(properties.length > 0 && { properties: fields }),
      ...(required.length > 0 && { required }),
      ...(index && { additionalProperties: this.of(index.type, said) }),
    };
  }

  private list(type: ts.Type, said: Said): Schema {
    const [item, ...others] = this.checker.getTypeArguments(type as ts.TypeReference);
    if (!item || others.length > 0) throw new Error(`${said.name}: a list of unlike things cannot be answered`);
    return { type: 'array', items: this.of(item, said) };
  }

  private property(symbol: ts.Symbol): Schema {
    const { name } = symbol;
    const words = wordsOf(symbol, this.checker);
    const description = [words, name.endsWith('Fen') && !/\bfen\b/.test(words) ? FEN : ''].filter(Boolean).join(' ');
    const tags = new Set(symbol.getJsDocTags(this.checker).map((tag) => tag.name));
    const schema = this.of(this.checker.getTypeOfSymbol(symbol), { name, description, tags });
    return { ...schema, ...(description && { description }) };
  }
}

/** What a type is called after: an object by its declaration, and whatever has an alias but lists of words and simple types. */
function symbolOf(type: ts.Type): ts.Symbol | undefined {
  if (type.isUnion() && !type.types.some((one) => one.flags & ts.TypeFlags.Object)) return undefined;
  return type.aliasSymbol ?? (type.flags & ts.TypeFlags.Object ? type.symbol : undefined);
}

const fileOf = ({ declarations = [] }: ts.Symbol): string => declarations[0]?.getSourceFile().fileName ?? '';

/** What is written over a declaration, on one line. */
export const wordsOf = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();

export const keyOf = (values: readonly string[]): string => [...values].sort().join('|');

/** One schema, or one of several; null beside a plain type is one more type. */
function either(schemas: readonly Schema[]): Schema {
  const [first, second] = schemas;
  if (!first) throw new Error('an answer of nothing');
  if (!second) return first;
  const isPlain = typeof first['type'] === 'string' && first['enum'] === undefined;
  if (schemas.length === 2 && second['type'] === 'null' && isPlain) return { ...first, type: [first['type'], 'null'] };
  return { anyOf: schemas };
}

function textOf(type: ts.Type, { name }: Said): Schema {
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  const format = TEXTS.find(([pattern]) => pattern.test(name))?.[1];
  return { type: 'string', ...(format !== undefined && { format }) };
}

/** Whole unless its doc comment says `@fraction`: money is fen, the rest is counted. */
function numberOf(type: ts.Type, { name, tags }: Said): Schema {
  if (type.isNumberLiteral()) return { type: 'integer', enum: [type.value] };
  if (tags.has('fraction')) return { type: 'number' };
  return { type: 'integer', ...(name.endsWith('Fen') && { format: 'int64' }) };
}

const booleanOf = (type: ts.Type, checker: ts.TypeChecker): Schema =>
  type.flags & ts.TypeFlags.BooleanLiteral
    ? { type: 'boolean', enum: [checker.typeToString(type) === 'true'] }
    : { type: 'boolean' };
