import type { Role } from '@pcrm/platform';
import { nameOf, type ApiDocument } from '../api-document.js';
import { openedTo } from '../authorisation/role-table.js';

/** What is asked as one role in one go: operations, and what of them. */
export type AskedPart = { readonly document: ApiDocument; readonly phases: string };

const ALL = 'examples,coverage,fuzzing';
const QUICK = 'examples,fuzzing';
/** Between them the rules open every operation to these: in the short form they alone go through the boundary values. */
const THOROUGH: readonly Role[] = ['outletHead', 'branchAnalyst', 'administrator'];

/** Every operation as every role; in the short form those that the rules open to it, the boundary values of each as one role. */
export function askedParts(whole: ApiDocument, role: Role, isShort: boolean): readonly AskedPart[] {
  if (!isShort) return [{ document: whole, phases: ALL }];
  const isThorough = (endpoint: string): boolean => THOROUGH.find((each) => isOpen(endpoint, each)) === role;
  const parts = [
    { document: only(whole, (endpoint) => isOpen(endpoint, role) && isThorough(endpoint)), phases: ALL },
    { document: only(whole, (endpoint) => isOpen(endpoint, role) && !isThorough(endpoint)), phases: QUICK },
  ];
  return parts.filter(({ document }) => Object.keys(document.paths).length > 0);
}

function isOpen(endpoint: string, role: Role): boolean {
  const opened = openedTo(endpoint) ?? 'everybody';
  return opened === 'everybody' || opened.includes(role);
}

function only(document: ApiDocument, isAsked: (endpoint: string) => boolean): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => {
    const asked = Object.entries(methods).filter(([method]) => isAsked(nameOf({ method: method.toUpperCase(), path })));
    return [path, Object.fromEntries(asked)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths.filter(([, methods]) => Object.keys(methods).length > 0)) };
}
