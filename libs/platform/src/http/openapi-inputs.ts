import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldSchema, type FieldSchema } from './field-schema.js';
import { fieldsOf, hasRules, listedFor, mayBeLeftOut, nestedIn, passes } from './input-rules.js';
import type { Route } from './routes.js';

type Schema = { properties?: Record<string, FieldSchema>; required?: string[]; [keyword: string]: unknown };
type Media = { schema?: FieldSchema; example?: unknown };
export type Described = {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, Media> };
};

/** What is tried as the example of a field that names none: the first that its rules let through is taken. */
const CANDIDATES: readonly unknown[] = [
  ...['2026-11-23', '2026-11', '2026-W47', '2026-11-23T01:30:00.000Z', '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11'],
  ...['QX-101', '13812345678', 'C0000001', '客户经理与客户商定', '尊敬的{clientName}'],
  ...[1, 10, 100, 1_000, 1_000_000, true, 'true', '1', {}],
];

/**
 * Completes a document from the rules of validation, so that neither can say what the other does not: every field of
 * every body and query, whether it is needed, and an example of each body that the endpoint lets through.
 */
export class InputsOfOpenApi {
  private readonly types = new Map<string, Type>();

  constructor(private readonly schemas: Record<string, Schema>) {}

  describe(operation: Described, { inputs }: Route): void {
    for (const { from, type } of inputs) {
      if (!hasRules(type)) continue;
      if (from === 'body') this.body(operation, type);
      else this.parameters(operation, type, from);
    }
  }

  private parameters(operation: Described, type: Type, place: 'query' | 'path'): void {
    const known = (operation.parameters ??= []);
    for (const name of fieldsOf(type)) {
      if (known.some((parameter) => parameter.in === place && parameter.name === name)) continue;
      const schema = { ...fieldSchema(type, name, (inner) => this.refer(inner)), example: this.example(type, name) };
      known.push(Object.assign({ name, in: place }, { required: !mayBeLeftOut(type, name), schema }));
    }
  }

  private body(operation: Described, type: Type): void {
    const schema = this.refer(type);
    const media = ((operation.requestBody ??= { content: {} }).content['application/json'] ??= {});
    Object.assign(media, { schema, example: this.exampleOf(type) });
  }

  /** A reference to the schema of a class, completed when first referred to. Two classes of one name would be one schema: refused. */
  private refer(type: Type): FieldSchema {
    const known = this.types.get(type.name);
    if (known !== undefined && known !== type) throw new Error(`two classes of input are called ${type.name}`);
    this.types.set(type.name, type);
    if (!known) this.complete(type);
    return { $ref: `#/components/schemas/${type.name}` };
  }

  private complete(type: Type): void {
    const schema = (this.schemas[type.name] ??= { type: 'object' });
    const said = schema.properties ?? {};
    const fields = fieldsOf(type);
    schema.properties = Object.fromEntries(
      fields.map((name) => [name, { ...fieldSchema(type, name, (inner) => this.refer(inner)), ...said[name] }]),
    );
    for (const name of fields) {
      const field = schema.properties[name];
      if (field && !('$ref' in field) && !('allOf' in field))
        schema.properties[name] = { ...field, example: this.example(type, name) };
    }
    const required = fields.filter((name) => !mayBeLeftOut(type, name));
    if (required.length > 0) schema.required = required;
  }

  /** A whole body: with what is optional where all of it goes together, else what is needed. */
  private exampleOf(type: Type): object {
    const of = (names: readonly string[]): object =>
      Object.fromEntries(
        names.flatMap((name) => {
          const value = this.example(type, name);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    const whole = of(fieldsOf(type));
    const isGood = validateSync(plainToInstance(type, whole) as object).length === 0;
    return isGood ? whole : of(fieldsOf(type).filter((name) => !mayBeLeftOut(type, name)));
  }

  private example(type: Type, name: string): unknown {
    const named = this.schemas[type.name]?.properties?.[name]?.['example'];
    const inner = nestedIn(type, name);
    const made = inner ? this.exampleOf(inner) : undefined;
    const candidates = [named, ...listedFor(type, name), ...(made ? [made] : CANDIDATES)].filter(
      (one) => one !== undefined,
    );
    return candidates.flatMap((one) => [one, [one]]).find((candidate) => passes(type, name, candidate));
  }
}
