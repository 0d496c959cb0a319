import { randomUUID } from 'node:crypto';
import { shanghaiInstant } from '@pcrm/contracts';
import type { Chance } from '@pcrm/cli/demo';
import { resolved, type ApiDocument, type Endpoint, type Parameter, type Schema } from '../api-document.js';
import type { Values } from '../belongings.js';
import { today as branchDate } from '../today.js';

/** A request, and everything it names by the name of the field or parameter. */
export type FilledRequest = {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly type?: string;
  /** Of a session, where a token is not enough. */
  readonly cookie?: string;
  readonly named: readonly (readonly [name: string, value: string])[];
};
/** A body as it is sent: text is a CSV file. */
export function sentAs(body: unknown): Pick<FilledRequest, 'body' | 'type'> {
  if (body === undefined) return {};
  if (typeof body === 'string') return { body, type: 'text/csv' };
  return { body: JSON.stringify(body), type: 'application/json' };
}

/** A day so many days and years after another. */
function later(today: string, days: number, years = 0): string {
  const at = new Date(today);
  return new Date(Date.UTC(at.getUTCFullYear() + years, at.getUTCMonth(), at.getUTCDate() + days)).toISOString().slice(0, 10);
} // prettier-ignore
/** Values that mean something although no id: days about now, far ones for policies, and what the demo branch has. */
const COMMON = (today: string): Values => ({
  ...{ date: [today], on: [today], from: [today], to: [today], version: ['1', '2', '3', '4'], by: [later(today, 30)], view: ['client-list', 'book-clients'] },
  ...{ effectiveFrom: [1, 2, 3, 4].map((days) => later(today, days, 9)), contactAt: [shanghaiInstant(today, 0)], period: [today.slice(0, 7)], userId: ['nobody'] },
}); // prettier-ignore
/** Fields that may be left out are sent this often, and those that name something. */
const OPTIONAL = 0.4;
const OPTIONAL_ID = 0.7;
/** No cursor is known: one is sent so rarely that it does not spoil the lists. */
const CURSOR = 0.02;

/** Fills a request by its description: named values where it asks for them, elsewhere what the description gives as an example. */
export class RequestFilling {
  private named: [string, string][] = [];

  constructor(
    private readonly document: ApiDocument,
    private readonly chance: Chance,
    private readonly values: Values,
    private readonly today = branchDate(),
  ) {}

  filled({ method, path, operation }: Endpoint): FilledRequest {
    this.named = [];
    const parameters = this.parametersOf(operation.parameters ?? []);
    const at = (place: string): readonly Parameter[] => parameters.filter((parameter) => parameter.in === place);
    const url = at('path').reduce((filled, one) => filled.replace(`{${one.name ?? ''}}`, encodeURIComponent(this.text(one))), path);
    const asked = at('query').filter(({ required, name = '' }) => required === true || this.isSent(name));
    const query = new URLSearchParams(asked.map((one): [string, string] => [one.name ?? '', this.text(one)])).toString();
    const sent = query === '' ? url : `${url}?${query}`;
    return { method, url: sent, ...this.bodyOf(operation.requestBody?.content), named: this.named };
  } // prettier-ignore

  private parametersOf(parameters: readonly Parameter[]): readonly Parameter[] {
    return parameters.map(({ $ref, ...own }) =>
      $ref === undefined ? own : (this.document.components.parameters?.[$ref.split('/').at(-1) ?? ''] ?? {}),
    );
  }

  private bodyOf(
    content: { readonly [type: string]: { readonly schema?: Schema } } | undefined,
  ): Pick<FilledRequest, 'body' | 'type'> {
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    if (type === undefined) return {};
    const isJson = type === 'application/json';
    return { type, body: isJson ? JSON.stringify(this.value('', media?.schema ?? {})) : 'clientNo,outletId\n' };
  }

  private text({ name = '', schema = {} }: Parameter): string {
    return String(this.value(name, schema));
  }

  private value(name: string, of: Schema): unknown {
    const schema = resolved(this.document, of);
    const known = this.values[name] ?? (schema.enum ? [] : (COMMON(this.today)[name] ?? []));
    if (known.length > 0) return this.taken(name, this.chance.pick(known));
    return this.made(name, { ...schema, ...(of.example !== undefined && { example: of.example }) });
  }

  private made(name: string, schema: Schema): unknown {
    if (schema.anyOf?.[0]) return this.value(name, schema.anyOf[0]);
    if (schema.enum) return this.chance.pick(schema.enum);
    if (schema.properties) return this.object(schema);
    return schema.items ? [this.value(name, schema.items)] : scalar(schema);
  }

  private object({ properties = {}, required = [] }: Schema): object {
    const fields = Object.entries(properties).filter(([name]) => required.includes(name) || this.isSent(name));
    return Object.fromEntries(fields.map(([name, field]) => [name, this.value(name, field)]));
  }

  /** Whether something is sent that may be left out. */
  private isSent(name: string): boolean {
    if (name === 'after') return this.chance.is(CURSOR);
    return this.chance.is(name in this.values ? OPTIONAL_ID : OPTIONAL);
  }

  private taken(name: string, value: string): unknown {
    this.named.push([name, value]);
    return name === 'version' ? Number(value) : value;
  }
}

function scalar({ type, format, example, minimum = 0 }: Schema): unknown {
  if (example !== undefined) return example;
  if (format === 'uuid') return randomUUID();
  if (type === 'boolean') return true;
  return type === 'number' || type === 'integer' ? Math.max(1, minimum) : 'probe';
}
