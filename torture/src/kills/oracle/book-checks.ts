/** The line of a member of staff in the load board of an outlet. */
type BoardLine = {
  readonly staffId: string;
  readonly counts: { readonly [tier: string]: number };
  readonly load: { readonly numerator: number; readonly denominator: number };
  readonly overloaded: boolean;
};
export type Board = { readonly clients: { readonly [tier: string]: number }; readonly staff: readonly BoardLine[] };
/** Who is in whose book, by member of staff. */
export type Books = ReadonlyMap<string, readonly string[]>;

/** Gold clients that fill one book (A9). */
const GOLD_IN_A_BOOK = 200;

/** Clients in no book, in two, or in another one than they were given to. */
export function wrongBooks(maintainers: ReadonlyMap<string, string>, books: Books): readonly string[] {
  const holders = new Map<string, string[]>();
  for (const [staffId, clients] of books)
    for (const clientId of clients) holders.set(clientId, [...(holders.get(clientId) ?? []), staffId]);
  const strangers = [...holders.keys()].filter((clientId) => !maintainers.has(clientId));
  return [
    ...[...maintainers].flatMap(([clientId, staffId]) => {
      const found = holders.get(clientId) ?? [];
      return found.length === 1 && found[0] === staffId
        ? []
        : [`client ${clientId} is with ${found.join(' and ') || 'nobody'} instead of ${staffId}`];
    }),
    ...strangers.map((clientId) => `client ${clientId} is in a book and was given to nobody`),
  ];
}

/** Boards whose lines do not add up from the books, or whose loads are above what one may hold. */
export function wrongLoads(boards: readonly Board[], books: Books): readonly string[] {
  return boards.flatMap(({ staff, clients }) => [
    ...staff.flatMap((line) => wrongLine(line, books.get(line.staffId)?.length ?? 0)),
    ...Object.keys(clients).flatMap((tier) => wrongSum(tier, staff, clients[tier] ?? 0)),
  ]);
}

function wrongLine({ staffId, counts, load, overloaded }: BoardLine, held: number): readonly string[] {
  const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const complaints: string[] = [];
  if (counted !== held) complaints.push(`the board counts ${String(counted)} of ${staffId}, the book ${String(held)}`);
  if (load.numerator * GOLD_IN_A_BOOK !== held * load.denominator)
    complaints.push(`${staffId} has load ${String(load.numerator)}/${String(load.denominator)} for ${String(held)}`);
  if (overloaded) complaints.push(`${staffId} is overloaded`);
  return complaints;
}

/** Signed clients are all held by somebody; who is potential only may wait. */
function wrongSum(tier: string, staff: readonly BoardLine[], total: number): readonly string[] {
  if (tier === 'potential') return [];
  const sum = staff.reduce((all, { counts }) => all + (counts[tier] ?? 0), 0);
  return sum === total ? [] : [`the outlet counts ${String(total)} ${tier}, its staff ${String(sum)}`];
}

export type Rules = { readonly [rule: string]: { readonly [status: string]: number } };
export type ComplianceLine = { readonly outletId: string | null; readonly clients: number; readonly rules: Rules };

/** Outlets whose compliance is not the sum of their staff's. */
export function wrongCompliance(
  outlets: readonly ComplianceLine[],
  staff: readonly ComplianceLine[],
): readonly string[] {
  return outlets.flatMap(({ outletId, clients, rules }) => {
    const own = staff.filter((line) => line.outletId === outletId);
    const sums = new Map<string, number>([['clients', own.reduce((sum, line) => sum + line.clients, 0)]]);
    for (const line of own)
      for (const [name, count] of counts(line.rules)) sums.set(name, (sums.get(name) ?? 0) + count);
    const said = new Map<string, number>([['clients', clients], ...counts(rules)]);
    return [...new Set([...sums.keys(), ...said.keys()])]
      .filter((name) => (sums.get(name) ?? 0) !== (said.get(name) ?? 0))
      .map(
        (name) =>
          `outlet ${String(outletId)} says ${String(said.get(name))} ${name}, its staff ${String(sums.get(name))}`,
      );
  });
}

const counts = (rules: Rules): readonly (readonly [string, number])[] =>
  Object.entries(rules).flatMap(([rule, statuses]) =>
    Object.entries(statuses).map(([status, count]) => [`${rule} ${status}`, count] as const),
  );
