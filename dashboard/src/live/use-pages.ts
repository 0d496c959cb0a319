import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Page } from '../api/http.js';

type Asking = { readonly after: string | undefined; readonly signal: AbortSignal };

export type Pages<Item> = {
  /** What is loaded so far; undefined before the first page. */
  readonly data: readonly Item[] | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** Other things are asked for, and what is shown is from before. */
  readonly isOld: boolean;
  /** More may follow. */
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly refetch: () => unknown;
};

/** A list of any length, page by page. */
export function usePages<Item>(
  what: readonly unknown[],
  read: (asking: Asking) => Promise<Page<Item>>,
  { views, enabled = true }: { readonly views: readonly string[]; readonly enabled?: boolean },
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
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  const pages = asked.data?.pages;
  const data = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    data,
    error: asked.error,
    isFetching: asked.isFetching,
    isOld: asked.isPlaceholderData,
    hasMore: hasNextPage,
    more,
    refetch: asked.refetch,
  };
}
