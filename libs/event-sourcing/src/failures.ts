import type { JsonObject } from './fact.js';

/** The business says no. `code` is `noun.reason`, stable for ever; `details` name numbers and rule ids, never persons. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    readonly details: JsonObject = {},
    /** What was asked that it is about, by the name it has in a request or a file; absent: all of it. */
    readonly field?: string,
  ) {
    super(code);
  }
}

/** Somebody else wrote to this stream first. Nothing was written. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual?: number,
  ) {
    super(`stream ${stream} is not at revision ${expected}`);
  }
}

/** A row was changed since it was loaded. Nothing of that commit was written. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  constructor(
    readonly table: string,
    readonly keys: readonly string[],
  ) {
    super(`rows of ${table} were changed meanwhile`);
  }
}

/** A store or broker cannot answer now: 503 with Retry-After over HTTP, a pause in a consumer. Never parks a message. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A cursor that no page of this list gave: 400 over HTTP. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

/** A message or event written by a newer version than this reader knows. Parked, never guessed. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  constructor(
    readonly type: string,
    readonly version: number,
    readonly known: number,
  ) {
    super(`${type} has version ${version}; this reader knows up to ${known}`);
  }
}

/** Whatever was thrown, as an error. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
