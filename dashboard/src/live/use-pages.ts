import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
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
  readonly more: () => void;
  readonly refetch: () => unknown;
};

type Asked = {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly fetchNextPage: () => unknown;
};

/** Asks for the next page, unless something is being read: it would break off what is read again, and pass old rows off as new ones. */
export function moreOf({ hasNextPage, isFetching, fetchNextPage }: Asked): void {
  if (hasNextPage && !isFetching) void fetchNextPage();
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
  const { hasNextPage, isFetching, fetchNextPage } = asked;
  const pages = asked.data?.pages;
  const data = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  const more = useCallback(
    () => moreOf({ hasNextPage, isFetching, fetchNextPage }),
    [hasNextPage, isFetching, fetchNextPage],
  );
  // What failed waits for somebody to try again.
  const goesOn = whole && asked.error === null;
  useEffect(() => {
    if (goesOn) more();
  }, [goesOn, more]);
  return {
    data,
    total: pages?.[0]?.total,
    error: asked.error,
    isFetching,
    isOld: asked.isPlaceholderData,
    hasMore: hasNextPage,
    more,
    refetch: asked.refetch,
  };
}
