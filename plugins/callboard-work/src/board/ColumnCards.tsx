import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';
import { ErrorBoundary, type Pages } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState, useContext, type RefObject } from 'react';
import {
  type Virtualizer,
  defaultRangeExtractor,
  useVirtualizer,
} from '@tanstack/react-virtual';
import { callboardWorkTranslationRef } from '../translation';
import { BoardCard } from './BoardCard';
import { type ColumnHandle, DropTargetContext, useBoard } from './BoardContext';

function useColumnHandle(
  stateId: string,
  { items, total, hasMore }: Pick<ColumnHandle, 'items' | 'total' | 'hasMore'>,
  scroller: RefObject<HTMLElement>,
  virtualizer: Virtualizer<HTMLElement, Element>,
): void {
  const { columns } = useBoard();
  useEffect(() => {
    const handles = columns.current;
    handles.set(stateId, {
      items,
      total,
      hasMore,
      findDropIndex: clientY => {
        const box = scroller.current;
        if (!box || items.length === 0) {
          return 0;
        }
        const offset =
          clientY - box.getBoundingClientRect().top + box.scrollTop;
        const card = virtualizer.getVirtualItemForOffset(offset);
        if (!card) {
          return items.length;
        }
        return offset > (card.start + card.end) / 2
          ? card.index + 1
          : card.index;
      },
      focus: index => {
        const item = items[index];
        if (!item) {
          return;
        }
        virtualizer.scrollToIndex(index, { align: 'auto' });
        // The card may be mounted only after scrolling.
        requestAnimationFrame(() =>
          scroller.current
            ?.querySelector<HTMLElement>(`[data-card="${item.id}"]`)
            ?.focus({ preventScroll: true }),
        );
      },
    });
    return () => {
      handles.delete(stateId);
    };
  }, [columns, stateId, items, total, hasMore, scroller, virtualizer]);
}

const CARD_HEIGHT = 100;
const OVERSCAN = 5;

/** The space between cards, in px. */
const CARD_GAP = 8;

/**
 * Returns a virtualizer that renders only the cards in view and a few around them.
 *
 * @param pinnedIndex - the index of a card that stays mounted even when out of view, so that it can
 * retain the focus
 */
function useColumnVirtualizer(
  scroller: RefObject<HTMLElement>,
  items: readonly WorkItem[],
  pinnedIndex: number,
): Virtualizer<HTMLElement, Element> {
  return useVirtualizer<HTMLElement, Element>({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => items[index].id,
    estimateSize: () => CARD_HEIGHT,
    overscan: OVERSCAN,
    gap: CARD_GAP,
    rangeExtractor: range => {
      const indexes = defaultRangeExtractor(range);
      return pinnedIndex < 0 ||
        pinnedIndex >= items.length ||
        indexes.includes(pinnedIndex)
        ? indexes
        : [...indexes, pinnedIndex].sort((a, b) => a - b);
    },
  });
}

function DropLine(props: {
  stateId: string;
  virtualizer: Virtualizer<HTMLElement, Element>;
}) {
  const { stateId, virtualizer } = props;
  const target = useContext(DropTargetContext);
  if (target?.stateId !== stateId) {
    return null;
  }
  const top =
    virtualizer.measurementsCache[target.index]?.start ??
    virtualizer.getTotalSize();
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        insetInline: 0,
        // Places the line in the middle of the gap above the card.
        top: Math.max(0, top - 5),
        height: 3,
        borderRadius: 2,
        bgcolor: 'primary.main',
        pointerEvents: 'none',
      }}
    />
  );
}

/** The column loads more cards if fewer cards than this number follow the last visible card. */
const MIN_CARDS_AHEAD = 20;

const noItems: WorkItem[] = [];

/** The cards of a column, which scrolls separately and loads more cards on scrolling. */
export function ColumnCards(props: {
  state: WorkState;
  list: Pages<WorkItem>;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { state, list } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const { hasMore, isLoadingMore, hasLoadMoreFailed, loadMore } = list;
  const items = list.data?.items ?? noItems;
  const total = list.data?.total ?? items.length;
  const activeIndex = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const virtualizer = useColumnVirtualizer(scroller, items, activeIndex);
  useColumnHandle(state.id, { items, total, hasMore }, scroller, virtualizer);
  const { itemToFocus, movedCard, columns } = useBoard();
  const indexToFocus = itemToFocus
    ? items.findIndex(({ id }) => id === itemToFocus.rowId)
    : -1;
  useEffect(() => {
    if (indexToFocus >= 0) {
      columns.current.get(state.id)?.focus(indexToFocus);
      itemToFocus?.onArrive();
    }
    // Runs once for each card to focus, as soon as this column contains it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [indexToFocus]);
  useEffect(() => {
    const { current: moved } = movedCard;
    if (moved?.stateId === state.id) {
      movedCard.current = undefined;
      const index = items.findIndex(({ id }) => id === moved.id);
      // If the card belongs after the loaded cards, the last one is the closest.
      columns.current
        .get(state.id)
        ?.focus(index >= 0 ? index : items.length - 1);
    }
  }, [movedCard, columns, state.id, items, total]);
  const visibleCards = virtualizer.getVirtualItems();
  const lastVisibleIndex = visibleCards.at(-1)?.index ?? -1;
  const isNearEnd =
    items.length > 0 &&
    lastVisibleIndex >= items.length - MIN_CARDS_AHEAD &&
    !hasLoadMoreFailed;
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
        {visibleCards.map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            role="listitem"
            aria-posinset={index + 1}
            aria-setsize={total}
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
                isActive={index === activeIndex}
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
          {hasLoadMoreFailed && <div role="alert">{t('board.moreFailed')}</div>}
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
