import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../api/session.js';
import { DRAFTS } from '../show/use-draft.js';

/** What is asked for to learn who is signed in. */
export const SESSION = ['session'] as const;
/** Whose drafts a tab keeps. */
const WHOSE = 'pcrm.whose';

/**
 * Takes note of who is signed in now. What was read for somebody else is forgotten, also when nobody is signed in any more; what was
 * being typed stays for whoever typed it, and goes when another person signs in.
 */
export function arrives(queries: QueryClient, now: Session | null, kept: Storage = sessionStorage): Session | null {
  const before = queries.getQueryData<Session | null>(SESSION);
  if (before && before.staffId !== now?.staffId)
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
  if (now && kept.getItem(WHOSE) !== now.staffId) {
    for (const key of Object.keys(kept)) if (key.startsWith(DRAFTS)) kept.removeItem(key);
    kept.setItem(WHOSE, now.staffId);
  }
  return now;
}

/** The page goes on with whoever is signed in now. */
export const goOnWith = (queries: QueryClient, now: Session | null): void => {
  queries.setQueryData(SESSION, arrives(queries, now));
};

/** Looks again who is signed in: another tab may have signed somebody else in, or the session may be over. */
export const lookAgain = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: SESSION }, { cancelRefetch: false });
