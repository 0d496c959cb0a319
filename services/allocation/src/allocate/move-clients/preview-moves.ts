import { BookDraft } from '../book-draft.js';
import { move, type Move } from '../book-moves.js';
import { unknownStaff, type OutletBook } from '../book-pages.js';
import type { Obstacle } from '../fit.js';
import { maintainerLoad, shown, type Load } from '../load.js';
import { warningsOf } from '../warnings.js';
import type { MoveClients } from './move-clients.js';

/** A load as it is shown: exactly, and as a decimal. */
export type ShownLoad = Load & {
  /** @fraction */
  readonly index: number;
};
export type PreviewedMove = Move & { readonly refused?: Obstacle; readonly warnings: readonly string[] };
export type MovesPreview = {
  readonly allowed: boolean;
  readonly moves: readonly PreviewedMove[];
  /** Everybody whose book would change. */
  readonly loads: readonly { readonly staffId: string; readonly before: ShownLoad; readonly after: ShownLoad }[];
};

/** What the moves would do, without doing it: every refusal and not only the first (what is refused is left out for the next ones), warnings, loads before and after. */
export function previewMoves(command: MoveClients, book: OutletBook): MovesPreview {
  const draft = new BookDraft(book, command);
  const touched = new Set<string>();
  const moves = command.moves.map((one): PreviewedMove => {
    const [from, facts] = [draft.client(one.clientId)?.staffId, draft.facts.length];
    const refused = move(draft, one);
    for (const staffId of refused ? [] : [from, one.staffId]) if (staffId) touched.add(staffId);
    return { ...one, ...(refused && { refused }), warnings: warningsOf(draft.facts.slice(facts)) };
  });
  const loads = [...touched].sort().map((staffId) => {
    const { held, role, capacityPercent } = book.staff.get(staffId) ?? unknownStaff();
    const before = maintainerLoad(held, role, capacityPercent, command.terms);
    return { staffId, before: withIndex(before), after: withIndex(draft.loadOf(staffId)) };
  });
  return { allowed: moves.every(({ refused }) => !refused), moves, loads };
}

const withIndex = (load: Load): ShownLoad => ({ ...load, index: shown(load) });
