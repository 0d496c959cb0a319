import { createHash } from 'node:crypto';

/** JSON with the names of every object in order: equal values give equal text, whoever wrote them. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inOrder) ?? 'null';

/** SHA-256 of the canonical text, in hex. */
export const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
