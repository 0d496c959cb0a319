import type { Role } from '@pcrm/platform';
import { endpointsOf, nameOf, type ApiDocument } from '../api-document.js';
import { openedTo } from '../authorisation/role-table.js';

/** What is asked as one role in one go: operations, and what of them. */
export type AskedPart = { readonly document: ApiDocument; readonly phases: string };

const ALL = 'examples,coverage,fuzzing';
const QUICK = 'examples,fuzzing';
/** Between them the rules open every operation to these: in the short form they alone go through the boundary values. */
const THOROUGH: readonly Role[] = ['outletHead', 'branchAnalyst', 'administrator'];

/** Operations whose boundary values are asked in one go: a busy machine too is through with them before a token has run out. */
const AT_ONCE = 35;

/** Every operation as every role; in the short form those that the rules open to it, the boundary values of each as one role. */
export function askedParts(whole: ApiDocument, role: Role, every: boolean): readonly AskedPart[] {
  const all = endpointsOf(whole).map(nameOf);
  if (every) return inPortions(whole, all);
  const open = all.filter((endpoint) => isOpen(endpoint, role));
  const thorough = open.filter((endpoint) => THOROUGH.find((each) => isOpen(endpoint, each)) === role);
  const quick = open.filter((endpoint) => !thorough.includes(endpoint));
  return [
    ...inPortions(whole, thorough),
    ...(quick.length > 0 ? [{ document: only(whole, quick), phases: QUICK }] : []),
  ];
}

const inPortions = (whole: ApiDocument, endpoints: readonly string[]): readonly AskedPart[] =>
  Array.from({ length: Math.ceil(endpoints.length / AT_ONCE) }, (_, nth) => {
    const some = endpoints.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE);
    return { document: only(whole, some), phases: ALL };
  });

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
