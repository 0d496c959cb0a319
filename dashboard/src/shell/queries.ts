import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '../api/problem.js';

/**
 * News comes by the event stream; what is on the screen is read again only when it changed. Whether the browser believes to be on
 * line decides nothing: what is asked for is asked now and answered or failed now, and no change is held and sent later by itself.
 */
export const newQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        retry: (count, error) => count < 2 && isPassing(error),
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
