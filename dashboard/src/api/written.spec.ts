import { REMEMBERED_MS, serviceOf, Written } from './written.js';

describe('reading what one has just written', () => {
  it('waits for the same service only, and not for ever', () => {
    let now = 0;
    const written = new Written(() => now);
    written.note('assignments/batch', 'p-1');
    expect(written.waitFor('unassigned', 'book-clients')).toBe('allocation.book-clients@p-1');
    expect(written.waitFor('contacts', 'contact-duties')).toBeUndefined();
    expect(written.waitFor('unassigned', undefined)).toBeUndefined();
    now = REMEMBERED_MS + 1;
    expect(written.waitFor('unassigned', 'book-clients')).toBeUndefined();
  });
  it('does not wait when nothing was written', () => {
    const written = new Written(() => 0);
    written.note('assignments/batch', undefined);
    expect(written.waitFor('unassigned', 'book-clients')).toBeUndefined();
  });
  it.each([
    ['clients/search', 'clients'],
    ['load-board?outletId=a', 'allocation'],
    ['outbound-messages/waiting', 'notifications'],
    ['users', 'gateway'],
    ['opportunities/o/advance', 'engagement'],
    ['duties/due', 'engagement'],
  ])('%s belongs to %s', (path, service) => expect(serviceOf(path)).toBe(service));
});
