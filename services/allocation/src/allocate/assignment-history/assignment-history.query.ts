import type { Advised, BookClientRow, Maintained } from '../book-clients.row.js';

/** Everybody who maintained or advised a client, with their days [from, to). */
export type AssignmentHistory = {
  readonly clientId: string;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly staffId: string | null;
  readonly maintainers: readonly Maintained[];
  readonly advisers: readonly Advised[];
};

export const historyOf = ({
  clientId,
  name,
  outletId,
  staffId,
  maintainers,
  advised,
}: BookClientRow): AssignmentHistory => ({
  ...{ clientId, name, outletId, staffId, maintainers },
  advisers: advised,
});
