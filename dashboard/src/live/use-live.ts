import { useEffect, useState } from 'react';
import { useQueryClient, type Query } from '@tanstack/react-query';
import { Coalesced } from './coalesce.js';
import { openLine, type LineState } from './line.js';
import { touches } from './told.js';

/** What a query says of itself, so that news finds it: the views it was read from, and the row it is about. */
export type ReadFrom = { readonly views: readonly string[]; readonly key?: string };

/** Views that a query was read from; one that does not say is never out of date by news. */
const readFrom = ({ meta }: Query): ReadFrom | undefined => meta as ReadFrom | undefined;

/** Keeps what is on the screen up to date while somebody is signed in; `look`: who that is may have changed. Answers how the line is. */
export function useLive(signedIn: boolean, look: () => void): LineState {
  const queries = useQueryClient();
  const [state, setState] = useState<LineState>('connecting');

  useEffect(() => {
    if (!signedIn) return undefined;
    const coalesced = new Coalesced(
      (changes) =>
        queries.invalidateQueries({
          predicate: (query) => {
            const from = readFrom(query);
            return from !== undefined && touches(changes, from.views, from.key);
          },
        }),
      () => document.hidden,
    );
    const shown = (): void => {
      if (!document.hidden) coalesced.shown();
    };
    document.addEventListener('visibilitychange', shown);
    const close = openLine({
      told: (told) => coalesced.tell(told),
      reset: () => {
        look();
        coalesced.reset();
      },
      turnedAway: look,
      state: setState,
    });
    return () => {
      close();
      coalesced.stop();
      document.removeEventListener('visibilitychange', shown);
    };
  }, [signedIn, queries, look]);

  return state;
}
