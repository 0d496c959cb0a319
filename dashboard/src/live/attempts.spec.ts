import { Attempts } from './attempts.js';

/** A tab's storage. */
function tab() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const contact = { clientId: 'c1', note: '周四' };

describe('the id of what is asked for', () => {
  it('is kept by the same asked again, and another one for anything else', () => {
    const attempts = new Attempts();
    const id = attempts.idFor(contact);
    expect(attempts.idFor({ ...contact })).toBe(id);
    expect(attempts.idFor({ ...contact, note: '周五' })).not.toBe(id);
  });
  it('is another one once it was done', () => {
    const attempts = new Attempts();
    const id = attempts.idFor(contact);
    attempts.done();
    expect(attempts.idFor(contact)).not.toBe(id);
  });
  it('stays with its draft until it is done: a drawer opened again asks for the same under the same id', () => {
    const storage = tab();
    const id = new Attempts('contact.c1', storage).idFor(contact);
    expect(new Attempts('contact.c2', storage).idFor(contact)).not.toBe(id);
    const again = new Attempts('contact.c1', storage);
    expect(again.idFor(contact)).toBe(id);
    again.done();
    expect([...storage.kept.keys()]).toEqual(['pcrm.draft.contact.c2.sent']);
    expect(new Attempts('contact.c1', storage).idFor(contact)).not.toBe(id);
  });
  it('is a fresh one where what was kept cannot be read', () => {
    const storage = tab();
    storage.setItem('pcrm.draft.contact.c1.sent', 'no json');
    expect(new Attempts('contact.c1', storage).idFor(contact)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
