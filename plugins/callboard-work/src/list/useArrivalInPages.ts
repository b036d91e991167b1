import type { Pages } from '@callboard/plugin-callboard-react';
import { useEffect, useRef } from 'react';
import type { Arrival } from '../layout/useArrival';

/** The maximum number of pages to load: no user waits for more. */
const MAX_PAGES = 10;

/** Loads more of a list until it contains the item to focus. */
export function useArrivalInPages(
  arrival: Arrival | undefined,
  items: readonly { id: string }[],
  pages: Pick<
    Pages<unknown>,
    'hasMore' | 'hasMoreFailed' | 'isLoadingMore' | 'isStale' | 'loadMore'
  >,
): void {
  const loaded = useRef(0);
  const id = arrival?.mayLoad ? arrival.rowId : undefined;
  const { hasMore, hasMoreFailed, isLoadingMore, isStale, loadMore } = pages;
  useEffect(() => {
    loaded.current = 0;
  }, [id]);
  const isMissing = id !== undefined && !items.some(item => item.id === id);
  useEffect(() => {
    const mayLoad = hasMore && !hasMoreFailed && !isLoadingMore && !isStale;
    if (isMissing && mayLoad && loaded.current < MAX_PAGES) {
      loaded.current += 1;
      loadMore();
    }
    // `loadMore` is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isMissing, items, hasMore, hasMoreFailed, isLoadingMore, isStale]);
}
