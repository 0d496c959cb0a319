import { describe, expect, it } from '@jest/globals';
import { admitted, advised, assigned, client, deciding, staffNoted } from '../../test/book-words.js';
import { BookDraft } from './book-draft.js';
import type { OutletBookEvent } from './outlet-book.events.js';
import { outletBook } from './outlet-book.js';

/** A draft over a book with these facts, in which those were decided meanwhile. */
function draft(facts: readonly OutletBookEvent[], decided: readonly OutletBookEvent[]): BookDraft {
  const book = facts.reduce((state, fact) => outletBook.evolve(state, fact), outletBook.initial());
  const made = new BookDraft(book, deciding);
  for (const fact of decided) made.record(fact);
  return made;
}

describe('a draft of a book', () => {
  it('knows whom the book has heard of, and whom it has heard of itself', () => {
    const staff = (id: string) => draft([staffNoted('m-1')], [staffNoted('m-2')]).staff(id);
    expect(staff('m-1')).toMatchObject({ role: 'clientManager', presence: 'present' });
    expect(staff('m-2')).toMatchObject({ role: 'clientManager', presence: 'present' });
    expect(staff('m-3')).toBeUndefined();
  });

  it('shows everybody as they stand with what it has decided', () => {
    const noted = [staffNoted('m-1'), staffNoted('m-2', { percent: 80 })];
    const people = draft(noted, [staffNoted('m-1', { percent: 50 }), staffNoted('m-3')]).everybody();
    expect(people.map(([id, { capacityPercent }]) => [id, capacityPercent])).toEqual([
      ['m-1', 50],
      ['m-2', 80],
      ['m-3', 100],
    ]);
  });

  it('tells whose clients somebody maintains or advises, as they stand with what it has decided', () => {
    const book = [...[1, 2, 3].flatMap((number) => [admitted(number), assigned(number)]), advised(3, 'f-1', 'financialAdviser')]; // prettier-ignore
    const decided = [admitted(4), assigned(4), admitted(5), assigned(5, { by: 'm-2' }), advised(1, 'f-1', 'financialAdviser')]; // prettier-ignore
    const made = draft(book, decided);
    expect(made.clientsOf('m-1')).toEqual([1, 2, 3, 4].map(client));
    expect(made.clientsOf('m-2')).toEqual([client(5)]);
    expect(made.clientsOf('f-1')).toEqual([1, 3].map(client));
    expect(made.clientsOf('m-3')).toEqual([]);
  });
});
