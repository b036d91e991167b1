import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';
import { ErrorBoundary, type Pages } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { BoardCard } from './BoardCard';
import { DropLine } from './DropLine';
import { useBoard } from './useBoard';
import { useColumnHandle } from './useColumnHandle';
import { useColumnVirtualizer } from './useColumnVirtualizer';

/** The remaining number of cards below which the column loads more. */
const AHEAD = 20;

const noItems: WorkItem[] = [];

/** The cards of a column, which scrolls separately and loads more on scrolling. */
export function ColumnCards(props: {
  state: WorkState;
  list: Pages<WorkItem>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { state, list } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const items = list.data?.items ?? noItems;
  const active = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const virtualizer = useColumnVirtualizer(scroller, items, active);
  useColumnHandle(state.id, items, scroller, virtualizer);
  const { arrival: pendingFocus, columns } = useBoard();
  const focusedIndex = pendingFocus
    ? items.findIndex(({ id }) => id === pendingFocus.rowId)
    : -1;
  useEffect(() => {
    if (focusedIndex >= 0) {
      columns.current.get(state.id)?.focus(focusedIndex);
      pendingFocus?.onArrive();
    }
    // Runs once for each card to focus, as soon as this column contains it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focusedIndex]);
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? -1;
  const { hasMore, isLoadingMore, hasMoreFailed, loadMore } = list;
  const isNearEnd =
    items.length > 0 && last >= items.length - AHEAD && !hasMoreFailed;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore) {
      loadMore();
    }
    // `loadMore` has a new identity on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isNearEnd, hasMore, isLoadingMore]);
  return (
    <Box
      ref={scroller}
      // A column without cards is focusable itself; otherwise, its cards are.
      tabIndex={items.length === 0 ? 0 : undefined}
      aria-label={items.length === 0 ? state.name : undefined}
      role={items.length === 0 ? 'group' : undefined}
      aria-busy={list.isStale || undefined}
      sx={{
        flex: 1,
        minHeight: 120,
        overflowY: 'auto',
        px: 1,
        pb: 1,
        // The cards belong to the previous query.
        ...(list.isStale && { opacity: 0.4, pointerEvents: 'none' }),
      }}
    >
      <Box
        role={items.length > 0 ? 'list' : undefined}
        aria-label={items.length > 0 ? state.name : undefined}
        sx={{ position: 'relative', height: virtualizer.getTotalSize() }}
      >
        {drawn.map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            role="listitem"
            aria-posinset={index + 1}
            aria-setsize={list.data?.total ?? items.length}
            style={{
              position: 'absolute',
              insetInline: 0,
              top: 0,
              transform: `translateY(${start}px)`,
            }}
          >
            <ErrorBoundary resetKey={items[index]}>
              <BoardCard
                item={items[index]}
                index={index}
                isActive={index === active}
                onFocus={() => setActiveId(items[index].id)}
              />
            </ErrorBoundary>
          </div>
        ))}
        <DropLine stateId={state.id} virtualizer={virtualizer} />
      </Box>
      {items.length === 0 && (
        <Box
          sx={{
            py: 3,
            textAlign: 'center',
            typography: 'body2',
            color: 'text.secondary',
          }}
        >
          {t('board.empty')}
        </Box>
      )}
      {hasMore && (
        <Box sx={{ pt: 1, typography: 'body2' }}>
          {hasMoreFailed && <div role="alert">{t('board.moreFailed')}</div>}
          <Button
            fullWidth
            size="small"
            aria-disabled={isLoadingMore}
            onClick={() => !isLoadingMore && loadMore()}
          >
            {t('board.more')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
