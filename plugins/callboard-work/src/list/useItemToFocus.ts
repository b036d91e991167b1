import type {
  DataTableArrival,
  Pages,
} from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** An item to focus in a list or on the board. */
export interface ItemToFocus extends DataTableArrival {
  /** Whether the list may load more pages to find the item. */
  mayLoad: boolean;
}

/** Remembers which item to focus, until it has the focus. */
export function useItemToFocus() {
  const [target, setTarget] = useState<{ rowId: string; mayLoad: boolean }>();
  const itemToFocus: ItemToFocus | undefined = useMemo(
    () => target && { ...target, onArrive: () => setTarget(undefined) },
    [target],
  );
  useEffect(() => {
    // React has already run the effects of the child lists. A list that contains the item has
    // focused it.
    if (target && !target.mayLoad) {
      setTarget(undefined);
    }
  }, [target]);
  return {
    itemToFocus,
    /** Focuses an item as soon as it is loaded. */
    focusItem: useCallback(
      (rowId: string) => setTarget({ rowId, mayLoad: true }),
      [],
    ),
    /** Focuses an item if it is already loaded; otherwise does nothing. */
    focusItemIfLoaded: useCallback(
      (rowId: string) => setTarget({ rowId, mayLoad: false }),
      [],
    ),
  };
}

/** The maximum number of pages to load for an item to focus, so that users do not wait long. */
const MAX_PAGES = 10;

/** Loads up to `MAX_PAGES` more pages of a list, until the list contains the item to focus. */
export function useLoadItemToFocus(
  itemToFocus: ItemToFocus | undefined,
  items: readonly { id: string }[],
  pages: Pick<
    Pages<unknown>,
    'hasMore' | 'hasLoadMoreFailed' | 'isLoadingMore' | 'isStale' | 'loadMore'
  >,
): void {
  const loadedPages = useRef(0);
  const id = itemToFocus?.mayLoad ? itemToFocus.rowId : undefined;
  const { hasMore, hasLoadMoreFailed, isLoadingMore, isStale, loadMore } =
    pages;
  useEffect(() => {
    loadedPages.current = 0;
  }, [id]);
  const isMissing = id !== undefined && !items.some(item => item.id === id);
  useEffect(() => {
    const mayLoad = hasMore && !hasLoadMoreFailed && !isLoadingMore && !isStale;
    if (isMissing && mayLoad && loadedPages.current < MAX_PAGES) {
      loadedPages.current += 1;
      loadMore();
    }
    // `loadMore` has a new identity on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isMissing, items, hasMore, hasLoadMoreFailed, isLoadingMore, isStale]);
}
