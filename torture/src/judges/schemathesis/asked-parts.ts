import type { Role } from '@pcrm/platform';
import { endpointsOf, nameOf, type ApiDocument } from '../api-document.js';
import { openedTo } from '../authorisation/role-table.js';

/** What is asked as one role in one go: operations, and what of them. */
export type AskedPart = { readonly document: ApiDocument; readonly phases: string };

const ALL = 'examples,coverage,fuzzing';
const QUICK = 'examples,fuzzing';
/** Between them the rules open every operation to these: in the short form they alone go through the boundary values. */
const THOROUGH: readonly Role[] = ['outletHead', 'branchAnalyst', 'administrator'];

/** Every operation as every role; in the short form those that the rules open to it, the boundary values of each as one role. */
export function askedParts(whole: ApiDocument, role: Role, every: boolean): readonly AskedPart[] {
  const all = endpointsOf(whole).map(nameOf);
  if (every) return [{ document: only(whole, all), phases: ALL }];
  const open = all.filter((endpoint) => isOpen(endpoint, role));
  const thorough = open.filter((endpoint) => THOROUGH.find((each) => isOpen(endpoint, each)) === role);
  const quick = open.filter((endpoint) => !thorough.includes(endpoint));
  return [
    { endpoints: thorough, phases: ALL },
    { endpoints: quick, phases: QUICK },
  ].flatMap(({ endpoints, phases }) => (endpoints.length > 0 ? [{ document: only(whole, endpoints), phases }] : []));
}

function isOpen(endpoint: string, role: Role): boolean {
  const opened = openedTo(endpoint) ?? 'everybody';
  return opened === 'everybody' || opened.includes(role);
}

function only(document: ApiDocument, endpoints: readonly string[]): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => {
    const asked = Object.entries(methods).filter(([method]) =>
      endpoints.includes(nameOf({ method: method.toUpperCase(), path })),
    );
    return [path, Object.fromEntries(asked)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths.filter(([, methods]) => Object.keys(methods).length > 0)) };
}
