/** The data folder cannot be used as it is; the message names the folder and says what to do. */
export class DataFolderProblem extends Error {
  override readonly name = 'DataFolderProblem';
}

const ELSEWHERE = 'or point PCRM_DATA_DIR at another folder.';
const UNWRITABLE = `cannot be written by this user. Give the user write permission for it, ${ELSEWHERE}`;
const DAMAGED = `holds a file that is damaged: the disk gave back other bytes than were written. Put the folder back from a backup, ${ELSEWHERE}`;
const ADVICE: { readonly [code: string]: string } = {
  EACCES: UNWRITABLE,
  EPERM: UNWRITABLE,
  ENOENT: `cannot be made there: the file system is read-only, or a folder above it is gone. Mount it for writing, ${ELSEWHERE}`,
  EROFS: `is on a read-only file system. Mount it for writing, ${ELSEWHERE}`,
  ENOSPC: `is on a full disk. Free some space, ${ELSEWHERE}`,
  EDQUOT: `is on a full disk. Free some space, ${ELSEWHERE}`,
  ENOTDIR: `is not a folder. Remove what stands in its place, ${ELSEWHERE}`,
  EEXIST: `is not a folder. Remove what stands in its place, ${ELSEWHERE}`,
  /** SQLite: read-only, full, cannot open. */
  8: UNWRITABLE,
  13: `is on a full disk. Free some space, ${ELSEWHERE}`,
  14: UNWRITABLE,
  /** SQLite: malformed, no database. */
  11: DAMAGED,
  26: DAMAGED,
};

/** An error of another thread may come as an object with the prototype of one and no more. */
const isFailure = (error: unknown): error is Error => error instanceof Error || Error.isError(error);

/** A failure of the file system or of SQLite in words for whoever started the program; anything else as it is. */
export function asProblem(path: string, error: unknown): unknown {
  if (!isFailure(error) || error instanceof DataFolderProblem) return error;
  const code = 'errcode' in error ? String(Number(error.errcode) & 0xff) : 'code' in error ? String(error.code) : '';
  const advice = ADVICE[code];
  return advice ? new DataFolderProblem(`The data folder ${path} ${advice}`, { cause: error }) : error;
}

/** What an error may hold of others: `suppressed` came before `error`. */
type Inside = {
  readonly suppressed?: unknown;
  readonly error?: unknown;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
};

/** An error and all that is inside of it, the earliest failure first: a failed tidying-up hides what it tidied up after. */
export function* failuresWithin(error: unknown, seen = new Set<unknown>()): Generator<Error> {
  if (!isFailure(error) || seen.has(error)) return;
  seen.add(error);
  yield error;
  const { suppressed, error: later, errors = [], cause } = error as Inside;
  for (const inner of [suppressed, later, ...errors, cause]) yield* failuresWithin(inner, seen);
}

const OF_STORES = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
const isOfStores = (error: Error): boolean =>
  'errcode' in error || ('code' in error && OF_STORES.has(String(error.code)));

/** By name: another thread's failure comes without its class. One that has another cause than the files is none of the folder's. */
const isOutage = ({ name, cause }: Error): boolean =>
  name === 'Unavailable' && (!isFailure(cause) || isOfStores(cause));

/**
 * What stopped the program after its folder was opened, in words for whoever started it, however deep it lies. Only what the files of
 * the folder can have failed with: another file may be missing too. Anything else as it is.
 */
export function asProblemWithin(path: string, error: unknown): unknown {
  const failures = [...failuresWithin(error)];
  const told = failures.filter(isOfStores).map((failure) => asProblem(path, failure));
  const problem = told.find((one) => one instanceof DataFolderProblem);
  if (problem) return problem;
  const outage = failures.findLast(isOutage);
  if (!outage) return error;
  const advice = `Its disk may be full or not writable: free some space, ${ELSEWHERE}`;
  return new DataFolderProblem(`The data folder ${path} cannot be used: ${outage.message}. ${advice}`, {
    cause: error,
  });
}
