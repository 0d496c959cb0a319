import type { OutletBookEvent } from './outlet-book.events.js';

/** What whoever decided should know although it was allowed: `book.managers-have-room` (A8), `book.capacity-overridden` (A9). */
export function warningsOf(facts: readonly OutletBookEvent[]): readonly string[] {
  const warnings = facts.flatMap((fact) => {
    if (fact.type !== 'ClientAssigned' && fact.type !== 'ClientReassigned') return [];
    const { managersHadRoom, overridden } = fact.data;
    return [
      ...(managersHadRoom ? ['book.managers-have-room'] : []),
      ...(overridden ? ['book.capacity-overridden'] : []),
    ];
  });
  return [...new Set(warnings)];
}
