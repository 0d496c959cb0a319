import type { Advised, BookClientRow, Maintained } from '../book-clients.row.js';

/** Everybody who maintained or advised a client, with their days [from, to). */
export type AssignmentHistory = {
  readonly clientId: string;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly staffId: string | null;
  readonly maintainers: readonly Omit<Maintained, '_by'>[];
  readonly advisers: readonly Omit<Advised, '_by'>[];
};

export const historyOf = ({
  clientId,
  name,
  outletId,
  staffId,
  maintainers,
  advised,
}: BookClientRow): AssignmentHistory => ({
  ...{ clientId, name, outletId, staffId },
  maintainers: maintainers.map(({ _by, ...days }) => days),
  advisers: advised.map(({ _by, ...days }) => days),
});
