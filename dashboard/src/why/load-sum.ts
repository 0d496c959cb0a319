import type { LoadWhy } from '../api/why.js';
import { shareText } from '../show/load.js';

/** One line of the sum: so many clients of so many that fill a book. */
export type LoadLine = {
  readonly kind: LoadWhy['parts'][number]['kind'];
  readonly clients: number;
  readonly capacity: number | null;
  /** Clients ÷ capacity; undefined where they do not count. */
  readonly share: string | undefined;
};

/** The lines of a load, the heaviest tier first. */
export const loadLines = ({ parts }: Pick<LoadWhy, 'parts'>): readonly LoadLine[] =>
  ORDER.flatMap((kind) => parts.filter((part) => part.kind === kind)).map(({ kind, clients, capacity }) => ({
    kind,
    clients,
    capacity,
    share: capacity === null ? undefined : shareText(clients, capacity),
  }));

const ORDER = ['privateBank', 'diamond', 'platinum', 'gold', 'potential'] as const;
