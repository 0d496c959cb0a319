/** The data folder cannot be used as it is; the message names the folder and says what to do. */
export class DataFolderProblem extends Error {
  override readonly name = 'DataFolderProblem';
}

const ELSEWHERE = 'or point PCRM_DATA_DIR at another folder.';
const UNWRITABLE = `cannot be written by this user. Give the user write permission for it, ${ELSEWHERE}`;
const ADVICE: { readonly [code: string]: string } = {
  EACCES: UNWRITABLE,
  EPERM: UNWRITABLE,
  ENOENT: `cannot be made there: the file system is read-only, or a folder above it is gone. Mount it for writing, ${ELSEWHERE}`,
  EROFS: `is on a read-only file system. Mount it for writing, ${ELSEWHERE}`,
  ENOSPC: `is on a full disk. Free some space, ${ELSEWHERE}`,
  ENOTDIR: `is not a folder. Remove what stands in its place, ${ELSEWHERE}`,
  EEXIST: `is not a folder. Remove what stands in its place, ${ELSEWHERE}`,
  /** SQLite: read-only, full, cannot open. */
  8: UNWRITABLE,
  13: `is on a full disk. Free some space, ${ELSEWHERE}`,
  14: UNWRITABLE,
};

/** A failure of the file system or of SQLite in words for whoever started the program; anything else as it is. */
export function asProblem(path: string, error: unknown): unknown {
  if (!Error.isError(error) || error instanceof DataFolderProblem) return error;
  const code = 'errcode' in error ? String(Number(error.errcode) & 0xff) : 'code' in error ? String(error.code) : '';
  const advice = ADVICE[code];
  return advice ? new DataFolderProblem(`The data folder ${path} ${advice}`, { cause: error }) : error;
}
