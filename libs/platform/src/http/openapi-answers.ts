import type { DescribedOperation, Schema } from './described-api.js';
import { TAG_PATTERN } from './etag.js';
import { FAILURES, type FailedStatus } from './fails.js';
import { fieldsOf, hasRules, nestedIn } from './input-rules.js';
import { UPLOAD_TYPES } from './route-options.js';
import type { Route } from './routes.js';
import { WAIT_PATTERN } from './wait-for.js';

type Named = { readonly [name: string]: object };
const ref = (kind: string, name: string): Schema => ({ $ref: `#/components/${kind}/${name}` });
const text = (description: string, example: string, pattern?: string): Schema => ({
  description,
  schema: { type: 'string', ...(pattern !== undefined && { pattern }) },
  example,
});

/** Headers of answers, each described once. */
const HEADERS: Named = {
  ETag: text('The revision of what is shown; a change takes it as If-Match.', 'W/"3"', TAG_PATTERN),
  'Retry-After': { description: 'Seconds after which to ask again.', schema: { type: 'integer' }, example: 5 },
  'X-View-Behind': text('The view that was waited for has not come so far: the answer may be older.', 'client-list'),
};

/** Headers of requests, each described once. */
const PARAMETERS: Named = {
  IfMatch: {
    ...{ name: 'If-Match', in: 'header', required: false },
    ...text('The revision one has read; 412 when it has changed since.', 'W/"3"', TAG_PATTERN),
  },
  IdempotencyKey: {
    ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } },
    description: 'Id of the command, of the caller’s choice: asked again with it, the first outcome is answered.',
    example: '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11',
  },
  WaitFor: {
    ...{ name: 'X-Wait-For', in: 'header', required: false },
    ...text(
      'Waits until a view has come as far as what was written: `<service>.<view>@<position>`.',
      'clients.client-list@0000000000004711',
      WAIT_PATTERN,
    ),
  },
};

const LATER: ReadonlySet<number> = new Set([429, 503]);
const problemOf = (status: number, description: string): object => ({
  description,
  ...(LATER.has(status) && { headers: { 'Retry-After': ref('headers', 'Retry-After') } }),
  content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
});

/** What every operation refers to. */
export const ANSWER_COMPONENTS = {
  headers: HEADERS,
  parameters: PARAMETERS,
  responses: Object.fromEntries(
    Object.entries(FAILURES).map(([status, [name, meaning]]) => [name, problemOf(Number(status), meaning)]),
  ),
};

/** The success and the failures of an operation, by status. */
export function responsesOf(route: Route, said: DescribedOperation | undefined): Named {
  const failures = failuresOf(route, said).map((status) => [status, ref('responses', FAILURES[status][0])] as const);
  return { [route.status]: successOf(route, said), ...Object.fromEntries(failures) };
}

function successOf({ method }: Route, said: DescribedOperation | undefined): object {
  const carried = [...(said?.revised ? ['ETag'] : []), ...(method === 'GET' ? ['X-View-Behind'] : [])];
  const headers = Object.fromEntries(carried.map((name) => [name, ref('headers', name)]));
  const withHeaders = carried.length > 0 ? { headers } : {};
  if (!said?.answer) return { description: 'Done; there is nothing to tell.', ...withHeaders };
  return { description: 'Done.', ...withHeaders, content: { 'application/json': { schema: said.answer } } };
}

/** Asked again it would be done again, were it not for its id: what it changes has a revision. */
const isCommand = ({ method }: Route, said: DescribedOperation | undefined): boolean =>
  (method === 'POST' || method === 'PATCH') && said?.revised === true;

/** What can go wrong follows from what a route takes. */
function failuresOf(route: Route, said: DescribedOperation | undefined): readonly FailedStatus[] {
  const mayHaveBody = route.method !== 'GET' && route.method !== 'DELETE';
  const all: readonly (readonly [when: boolean, ...statuses: readonly FailedStatus[]])[] = [
    [true, 400, 500, 503],
    [!route.isPublic, 401, 403],
    [namesSomething(route), 404],
    [isCommand(route, said), 409, 422],
    [route.takesIfMatch, 409, 412],
    [mayHaveBody, 413, 415],
    [route.isRateLimited, 429],
  ];
  const statuses = [...all.flatMap(([when, ...some]) => (when ? some : [])), ...route.fails];
  return [...new Set(statuses)].sort((a, b) => a - b);
}

/** By path or body: what is named may not be there. An outlet or a user may be a new one. */
const namesSomething = ({ path, inputs, refusesUnknown }: Route): boolean =>
  !refusesUnknown && (path.includes(':') || inputs.some(({ from, type }) => from === 'body' && namesIn(type)));
const namesIn = (type: unknown): boolean =>
  hasRules(type) && fieldsOf(type).some((name) => /(?<!outlet|user)Id$/.test(name) || namesIn(nestedIn(type, name)));

/** Headers that a route reads. */
export const headersOf = (route: Route, said: DescribedOperation | undefined): readonly Schema[] => [
  ...(route.takesIfMatch ? [ref('parameters', 'IfMatch')] : []),
  ...(isCommand(route, said) || route.isStreamed ? [ref('parameters', 'IdempotencyKey')] : []),
  ...(route.method === 'GET' ? [ref('parameters', 'WaitFor')] : []),
];

/** A file: its bytes are taken as they come. */
export const uploadBody = (): object => ({
  required: true,
  content: Object.fromEntries(UPLOAD_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});
