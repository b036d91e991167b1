import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MIN_CARD_GAP,
  type WorkItem,
  type WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  LoadingState,
  MAIN_LIST_ATTRIBUTE,
  CompleteStepOnVisit,
  visuallyHidden,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useWorkActions } from '../data/WorkActions';
import { useWorkProject } from '../data/WorkProject';
import type { ItemSequence } from '../item/useNeighbours';
import type { WorkQuery } from '../filters/workQuery';
import { hasItemsInState } from '../list/collapsedGroups';
import { useFieldMenu } from '../list/useFieldMenu';
import type { ItemToFocus } from '../list/useItemToFocus';
import { PickMenu } from '../pickers/PickMenu';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { callboardWorkTranslationRef } from '../translation';
import { BoardColumn } from './BoardColumn';
import {
  BoardContext,
  type BoardContextValue,
  type ColumnHandle,
  DropTargetContext,
  type BoardPosition,
} from './BoardContext';
import { BoardDragArea } from './BoardDragArea';

/** The gap between the sort orders of consecutively created items, as the backend sets it. */
export const SORT_ORDER_STEP = 65_536;

/**
 * Returns the sort order of a card at a position in a column: midway between its neighbours, or one
 * step from the only neighbour. After the last loaded card, a card comes before those that are not
 * loaded.
 *
 * @param otherCards - the other loaded cards of the column, in order
 * @param hasMore - whether more cards follow the loaded ones
 */
export function computeSortOrder(
  otherCards: readonly Pick<WorkItem, 'sort_order'>[],
  index: number,
  hasMore = false,
): number {
  const before = otherCards[index - 1]?.sort_order;
  const after = otherCards[index]?.sort_order;
  if (before === undefined) {
    return after === undefined ? SORT_ORDER_STEP : after - SORT_ORDER_STEP;
  }
  if (after === undefined) {
    return before + (hasMore ? MIN_CARD_GAP : SORT_ORDER_STEP);
  }
  return (before + after) / 2;
}

/**
 * Returns a function that moves a card and then focuses it, and the announcement of the last move
 * for screen readers.
 */
function useMoveCard({
  columns,
  movedCard,
}: Pick<BoardContextValue, 'columns' | 'movedCard'>) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states, canChange } = useWorkProject();
  const { change } = useWorkActions();
  const [announcement, setAnnouncement] = useState('');
  const move = useCallback(
    (item: WorkItem, { stateId, index }: BoardPosition) => {
      const column = columns.current.get(stateId);
      const items = column?.items ?? [];
      const oldIndex = items.findIndex(({ id }) => id === item.id);
      // When the card leaves its position, the cards below it move up.
      const newIndex = oldIndex >= 0 && oldIndex < index ? index - 1 : index;
      const state = states.find(({ id }) => id === stateId);
      if (!state || oldIndex === newIndex) {
        return;
      }
      const otherCards = items.filter(({ id }) => id !== item.id);
      const isSameState = item.state_id === stateId;
      // A card that cannot be positioned retains its sort order.
      const isPositioned = column && canChange(item, 'sort_order');
      if (isSameState && !isPositioned) {
        return;
      }
      const names = { item: item.identifier, state: state.name };
      movedCard.current = column && { id: item.id, stateId };
      change(
        item,
        {
          ...(!isSameState && { state_id: stateId }),
          ...(isPositioned && {
            sort_order: computeSortOrder(otherCards, newIndex, column.hasMore),
          }),
        },
        t('change.moved', names),
      );
      setAnnouncement(
        isPositioned
          ? t('board.moved', {
              ...names,
              position: String(newIndex + 1),
              total: String(column.total + (isSameState ? 0 : 1)),
            })
          : t('change.moved', names),
      );
    },
    [t, columns, movedCard, states, canChange, change],
  );
  return { move, announcement };
}

function LiveRegion(props: { text: string }) {
  return (
    <Box role="status" aria-live="assertive" sx={visuallyHidden}>
      {props.text}
    </Box>
  );
}

const isSamePosition = (
  a: BoardPosition | undefined,
  b: BoardPosition | undefined,
) => a?.stateId === b?.stateId && a?.index === b?.index;

export function Board(props: {
  query: WorkQuery;
  counts: WorkItemCounts | undefined;
  /** The counts for `query`; while they load, the counts for the previous query. */
  currentOrPreviousCounts: WorkItemCounts | undefined;
  isCounting: boolean;
  /** Called with the item and the loaded cards of all visible columns. */
  onOpen: (item: WorkItem, sequence: ItemSequence) => void;
  /** An item that takes the focus once it is loaded. */
  itemToFocus: ItemToFocus | undefined;
  onAdd: (stateId: string) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { query, counts, currentOrPreviousCounts, onOpen } = props;
  const { states } = useWorkProject();
  const stateOptions = useFieldOptions().state;
  const columns = useRef(new Map<string, ColumnHandle>());
  const movedCard = useRef<{ id: string; stateId: string }>();
  const [target, setTarget] = useState<BoardPosition>();
  const [stateMenu, setStateMenu] = useState<{
    item: WorkItem;
    anchor: Element;
  }>();
  const { move, announcement } = useMoveCard({ columns, movedCard });
  const { openFieldMenu, menu: fieldMenu } = useFieldMenu((item, patch) => {
    // The change can move the card, or remove it from the board.
    movedCard.current = {
      id: item.id,
      stateId: patch.state_id ?? item.state_id,
    };
  });
  const visibleStates = useMemo(() => {
    const stateIds = query.state_id?.split(',');
    const groups = query.state_group?.split(',');
    return states.filter(({ id, group }) => {
      if (stateIds) {
        return stateIds.includes(id);
      }
      return groups
        ? groups.includes(group)
        : // Hides an empty triage column: triage would come first, and is usually empty.
          group !== 'triage' ||
            (currentOrPreviousCounts !== undefined &&
              hasItemsInState(currentOrPreviousCounts, id));
    });
  }, [states, query.state_id, query.state_group, currentOrPreviousCounts]);
  // The counts decide whether the triage column is shown. Until the counts are loaded, the columns
  // load invisibly, so that the triage column does not shift visible columns.
  const isUndecided =
    props.isCounting &&
    !query.state_id &&
    !query.state_group &&
    states.some(({ group }) => group === 'triage');
  const getAdjacentStateId = useCallback(
    (stateId: string, step: 1 | -1) =>
      visibleStates[visibleStates.findIndex(({ id }) => id === stateId) + step]
        ?.id,
    [visibleStates],
  );
  const focusCardInNextColumn = useCallback(
    (stateId: string, index: number, step: 1 | -1) => {
      // Skips columns without cards.
      let nextId = getAdjacentStateId(stateId, step);
      while (nextId && !columns.current.get(nextId)?.items.length) {
        nextId = getAdjacentStateId(nextId, step);
      }
      const column = nextId && columns.current.get(nextId);
      if (column) {
        column.focus(Math.min(index, column.items.length - 1));
      }
    },
    [getAdjacentStateId],
  );
  const openStateMenu = useCallback(
    (item: WorkItem, anchor: Element) => setStateMenu({ item, anchor }),
    [],
  );
  const openItem = useCallback(
    (item: WorkItem) =>
      onOpen(item, {
        items: visibleStates.flatMap(
          ({ id }) => columns.current.get(id)?.items ?? [],
        ),
      }),
    [onOpen, visibleStates],
  );
  const itemToFocus = isUndecided ? undefined : props.itemToFocus;
  const board = useMemo<BoardContextValue>(
    () => ({
      columns,
      movedCard,
      move,
      getAdjacentStateId,
      focusCardInNextColumn,
      openItem,
      itemToFocus,
      openFieldMenu,
      openStateMenu,
    }),
    [
      move,
      getAdjacentStateId,
      focusCardInNextColumn,
      openItem,
      itemToFocus,
      openFieldMenu,
      openStateMenu,
    ],
  );
  if (states.length === 0) {
    return <EmptyState title={t('board.noStates')} />;
  }
  return (
    <BoardContext.Provider value={board}>
      <CompleteStepOnVisit step="board" />
      <DropTargetContext.Provider value={target}>
        <BoardDragArea
          columns={columns}
          onTarget={position =>
            setTarget(current =>
              isSamePosition(current, position) ? current : position,
            )
          }
          onDrop={move}
        >
          <Box sx={{ position: 'relative' }}>
            {isUndecided && (
              <Box sx={{ position: 'absolute', width: '100%' }}>
                <LoadingState rows={4} rowHeight={92} />
              </Box>
            )}
            <Box
              role="region"
              aria-label={t('board.label')}
              tabIndex={0}
              {...{ [MAIN_LIST_ATTRIBUTE]: '' }}
              sx={{
                display: 'flex',
                visibility: isUndecided ? 'hidden' : undefined,
                gap: 1.5,
                overflowX: 'auto',
                pb: 1,
                scrollSnapType: { xs: 'x proximity', sm: 'none' },
              }}
            >
              {visibleStates.map(state => (
                <BoardColumn
                  key={state.id}
                  state={state}
                  query={query}
                  count={
                    counts &&
                    (counts.by_state.find(
                      ({ state_id }) => state_id === state.id,
                    )?.count ??
                      0)
                  }
                  onAdd={props.onAdd}
                />
              ))}
            </Box>
          </Box>
        </BoardDragArea>
      </DropTargetContext.Provider>
      {fieldMenu}
      {stateMenu && (
        <PickMenu
          label={t('board.moveTo', { item: stateMenu.item.identifier })}
          anchor={stateMenu.anchor}
          options={stateOptions}
          selected={[stateMenu.item.state_id]}
          onPick={stateId => {
            if (stateId !== stateMenu.item.state_id) {
              move(stateMenu.item, { stateId, index: 0 });
            }
          }}
          onClose={() => setStateMenu(undefined)}
        />
      )}
      <LiveRegion text={announcement} />
    </BoardContext.Provider>
  );
}
