import { QueryClient } from '@tanstack/react-query';
import type { Session } from '../api/session.js';
import { arrives, SESSION } from './whose.js';

const person = (staffId: string): Session => ({
  ...{ userId: staffId, staffId, name: staffId, role: 'clientManager', permissions: [], demo: true },
  ...{ now: '2026-11-24T02:00:00.000Z', ahead: 0 },
});

/** A tab's storage: what is in it are its own keys, as in a browser. */
function tab(): Storage {
  const storage = {
    getItem: (key: string) => (storage as Record<string, unknown>)[key] ?? null,
    setItem: (key: string, value: string) => void Object.assign(storage, { [key]: value }),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  };
  for (const key of Object.keys(storage)) Object.defineProperty(storage, key, { enumerable: false });
  return storage as unknown as Storage;
}

/** A tab where somebody has read and typed something. */
function usedBy(staffId: string) {
  const queries = new QueryClient();
  const kept = tab();
  const goOnWith = (now: Session | null) => queries.setQueryData(SESSION, arrives(queries, now, kept));
  goOnWith(person(staffId));
  queries.setQueryData(['client-list'], ['c1']);
  kept.setItem('pcrm.draft.contact.c1', '{}');
  const left = () => ({
    read: queries.getQueryData(['client-list']) !== undefined,
    typed: kept.getItem('pcrm.draft.contact.c1') !== null,
  });
  return { goOnWith, left };
}

describe('who is signed in, looked at again', () => {
  it('is the same person: everything stays', () => {
    const { goOnWith, left } = usedBy('QX-101');
    goOnWith(person('QX-101'));
    expect(left()).toEqual({ read: true, typed: true });
  });
  it('is somebody else: what was read and what was typed is gone', () => {
    const { goOnWith, left } = usedBy('QX-101');
    goOnWith(person('QX-102'));
    expect(left()).toEqual({ read: false, typed: false });
  });
  it('is nobody: what was read is gone, and what was typed waits for whoever typed it', () => {
    const { goOnWith, left } = usedBy('QX-101');
    goOnWith(null);
    expect(left()).toEqual({ read: false, typed: true });
    goOnWith(person('QX-101'));
    expect(left()).toEqual({ read: false, typed: true });
  });
  it('is somebody else after nobody: nothing is left of either', () => {
    const { goOnWith, left } = usedBy('QX-101');
    goOnWith(null);
    goOnWith(person('QX-102'));
    expect(left()).toEqual({ read: false, typed: false });
  });
});
