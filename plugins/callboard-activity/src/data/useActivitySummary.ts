import {
  useCallboardQuery,
  type ReadInput,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ActivityQuery } from '../filters/toActivityQuery';
import type { ActivityListState } from './useActivityList';
import type { ActivityScope } from './ActivityScope';

const ATTEMPTS = 3;

/**
 * Loads the numbers over the rows of a list.
 *
 * The list and its numbers are two requests, and a row may arrive between them. If their totals
 * differ, the older response is refetched, so that the numbers on the screen are consistent.
 */
export function useActivitySummary(
  scope: ActivityScope,
  query: ActivityQuery,
  list: ActivityListState,
) {
  const summary = useCallboardQuery(
    scope.endpoints.summary,
    { query } as ReadInput<ActivityScope['endpoints']['summary']>,
    { staleTime: Infinity, placeholderData: keepPreviousData },
  );
  const { refetch } = summary;
  const { pages, restart } = list;
  const total = list.isAtLeast ? undefined : list.total;
  const counted = summary.isPlaceholderData ? undefined : summary.data?.total;
  const idle = !summary.isFetching && !list.isFetching;
  const listIsOlder = list.loadedAt < summary.dataUpdatedAt;
  const attempts = useRef({ query, left: ATTEMPTS });
  useEffect(() => {
    if (attempts.current.query !== query || counted === total) {
      attempts.current = { query, left: ATTEMPTS };
    }
    if (
      !idle ||
      counted === undefined ||
      total === undefined ||
      counted === total ||
      attempts.current.left === 0
    ) {
      return;
    }
    attempts.current.left -= 1;
    if (listIsOlder && pages === 1) {
      restart();
    } else {
      refetch();
    }
  }, [idle, counted, total, listIsOlder, pages, query, restart, refetch]);
  return summary;
}
