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
  if (every) return [{ document: whole, phases: ALL }];
  const open = endpointsOf(whole)
    .map(nameOf)
    .filter((endpoint) => isOpen(endpoint, role));
  const thorough = open.filter((endpoint) => THOROUGH.find((each) => isOpen(endpoint, each)) === role);
  const quick = open.filter((endpoint) => !thorough.includes(endpoint));
  return [[thorough, ALL] as const, [quick, QUICK] as const]
    .filter(([some]) => some.length > 0)
    .map(([some, phases]) => ({ document: only(whole, some), phases }));
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
