import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReadFrom } from './use-live.js';

type Asking = { readonly signal: AbortSignal };
type Options = ReadFrom & { readonly enabled?: boolean; readonly keep?: boolean; readonly forget?: boolean };

/** Reads something and keeps it up to date: `views` are what it was read from, `key` the row it is about. */
export function useView<Data>(
  what: readonly unknown[],
  read: (asking: Asking) => Promise<Data>,
  { views, key, enabled = true, keep = false, forget = false }: Options,
): UseQueryResult<Data> {
  return useQuery({
    queryKey: [...what],
    queryFn: ({ signal }) => read({ signal }),
    enabled,
    meta: { views, ...(key !== undefined && { key }) },
    ...(keep && { placeholderData: keepPreviousData }),
    // Personal data in clear leaves the memory with the screen.
    ...(forget && { gcTime: 0, staleTime: 0 }),
  });
}
