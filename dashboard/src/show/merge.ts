/** A field as it was when somebody began to type, as they want it, and as it stands now that somebody else was faster. */
export type Compared = {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  /** Undefined: left as it was. */
  readonly mine: string | undefined;
  readonly theirs: string;
};
export type Taken = 'mine' | 'theirs';
/** What was decided so far, by field. */
export type Decided = { readonly [key: string]: Taken };

/** Whether the field was changed by both, to different things: somebody has to decide. */
export const inConflict = ({ before, mine, theirs }: Compared): boolean =>
  mine !== undefined && theirs !== before && mine !== theirs;

/** Fields that anybody changed. */
export const changedFields = (fields: readonly Compared[]): readonly Compared[] =>
  fields.filter(({ mine, before, theirs }) => mine !== undefined || theirs !== before);

/** Whose version of the field goes in; undefined while nobody decided. */
export function takenOf(field: Compared, decided: Decided): Taken | undefined {
  if (field.mine === undefined) return 'theirs';
  return inConflict(field) ? decided[field.key] : (decided[field.key] ?? 'mine');
}

/** The keys whose own version goes in; undefined while something is not decided. */
export function mergedKeys(fields: readonly Compared[], decided: Decided): readonly string[] | undefined {
  const taken = fields.map((field) => [field.key, takenOf(field, decided)] as const);
  if (taken.some(([, side]) => side === undefined)) return undefined;
  return taken.flatMap(([key, side]) => (side === 'mine' ? [key] : []));
}
