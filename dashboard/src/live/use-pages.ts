import { hashKey, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Page } from '../api/http.js';

/** A page of a list whose first page may say how many there are in all. */
type Counted<Item> = Page<Item> & { readonly total?: number };

type Asking = { readonly after: string | undefined; readonly signal: AbortSignal };

export type Pages<Item> = {
  /** What is loaded so far; undefined before the first page. */
  readonly data: readonly Item[] | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** Other things are asked for, and what is shown is from before. */
  readonly isOld: boolean;
  /** How many there are in all, where the list says so. */
  readonly total: number | undefined;
  /** More may follow. */
  readonly hasMore: boolean;
  /** What follows is on its way. */
  readonly isComing: boolean;
  readonly more: () => void;
  readonly refetch: () => unknown;
};

type Standing = {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isFetchingNextPage: boolean;
};

/**
 * When somebody asks for more: the next page is read now; later, while something else of the list is read (it would break that off, and
 * pass old rows off as new ones); or never, for it is on its way or there is none.
 */
export function whenMore({ hasNextPage, isFetching, isFetchingNextPage }: Standing): 'now' | 'later' | 'never' {
  if (isFetchingNextPage) return 'never';
  if (isFetching) return 'later';
  return hasNextPage ? 'now' : 'never';
}

/** A list of any length, page by page as more is asked for; a `whole` one until nothing follows. */
export function usePages<Item>(
  what: readonly unknown[],
  read: (asking: Asking) => Promise<Counted<Item>>,
  {
    views,
    enabled = true,
    whole = false,
  }: { readonly views: readonly string[]; readonly enabled?: boolean; readonly whole?: boolean },
): Pages<Item> {
  const asked = useInfiniteQuery({
    queryKey: [...what],
    queryFn: ({ pageParam, signal }) => read({ after: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    enabled,
    meta: { views },
  });
  const { hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = asked;
  const pages = asked.data?.pages;
  const data = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  const list = hashKey(what);
  const count = pages?.length ?? 0;
  const next = useCallback(() => {
    const when = whenMore({ hasNextPage, isFetching, isFetchingNextPage });
    if (when === 'now') void fetchNextPage();
    return when;
  }, [hasNextPage, isFetching, isFetchingNextPage, fetchNextPage]);
  /** More was asked for than so many pages of this list: reading the list again may put that off, or break it off. */
  const wanted = useRef<{ readonly list: string; readonly than: number }>(undefined);
  const more = useCallback(() => {
    if (next() !== 'never') wanted.current = { list, than: count };
  }, [next, list, count]);
  // What failed waits for somebody to try again.
  const failed = asked.error !== null;
  useEffect(() => {
    const { current } = wanted;
    const isWanted = current?.list === list && current.than >= count && (hasNextPage || isFetching) && !failed;
    if (!isWanted) wanted.current = undefined;
    if (isWanted || (whole && !failed)) next();
  }, [next, list, count, hasNextPage, isFetching, failed, whole]);
  return {
    data,
    total: pages?.[0]?.total,
    error: asked.error,
    isFetching,
    isOld: asked.isPlaceholderData,
    hasMore: hasNextPage,
    isComing: isFetchingNextPage,
    more,
    refetch: asked.refetch,
  };
}
