import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CannotBeShown,
  ErrorBoundary,
  hasModifier,
  usePageVirtualizer,
  normaliseForSearch,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type RefObject,
  useState,
} from 'react';
import { useDndContext } from '@dnd-kit/core';
import {
  useDepartments,
  type SearchResultsHandle,
} from '../DepartmentsContext';
import { buildTreeRows, type TreeRow } from '../treeRows';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentRow } from './DepartmentRow';

export const TOP_LEVEL = 'top-level';

/** Returns the id of the parent that a drop target represents; null for the top level. */
export function toParentId(targetId: string): string | null {
  return targetId === TOP_LEVEL ? null : targetId;
}

/** The maximum time between letters that form one prefix. */
const TYPING_PAUSE_MS = 600;

/**
 * Returns the index of the next row whose name begins with a text, or -1. After the last row, the
 * search continues at the first row.
 */
function findRowByPrefix(
  rows: readonly TreeRow[],
  text: string,
  startIndex: number,
): number {
  const prefix = normaliseForSearch(text);
  const order = rows.map((_, offset) => (startIndex + offset) % rows.length);
  return (
    order.find(index =>
      normaliseForSearch(rows[index].entry.node.name).startsWith(prefix),
    ) ?? -1
  );
}

/**
 * Finds rows by typed letters. Letters in quick succession form a prefix. A letter after a pause
 * finds the next row that begins with it.
 */
function useTypeAhead(rows: readonly TreeRow[], activeIndex: number) {
  const typed = useRef({ prefix: '', lastKeyTime: 0 });
  const hasPaused = () =>
    Date.now() - typed.current.lastKeyTime >= TYPING_PAUSE_MS;
  return {
    isTyping: () => typed.current.prefix !== '' && !hasPaused(),
    findIndex: (letter: string) => {
      const before = hasPaused() ? '' : typed.current.prefix;
      const prefix = before + letter;
      typed.current = { prefix, lastKeyTime: Date.now() };
      return findRowByPrefix(
        rows,
        prefix,
        before ? activeIndex : activeIndex + 1,
      );
    },
  };
}

const isLetter = ({ key }: KeyboardEvent) => key.length === 1 && key !== ' ';

/**
 * Handles the keys of a tree. Up, Down, Home and End move the focus. Typed letters move the focus
 * to the next name that begins with them. Left and Right collapse and expand. Enter and Space
 * select a department. `*` expands all siblings of a row. For admins, `m` opens the move dialog.
 */
function useTreeKeys(
  rows: readonly TreeRow[],
  activeIndex: number,
  focusRow: (index: number) => void,
): (event: KeyboardEvent) => void {
  const { urlState, expansion, matches, canEdit, openDialog } =
    useDepartments();
  const typeAhead = useTypeAhead(rows, activeIndex);

  /** Expands a row, or moves from an expanded row to its first child. */
  const stepIn = (row: TreeRow) => {
    if (row.isExpanded === false && !matches) {
      expansion.setExpanded([row.id], true);
    } else if (row.isExpanded) {
      focusRow(activeIndex + 1);
    }
  };
  /** Collapses a row, or moves from a collapsed row to its parent. Search results stay expanded. */
  const stepOut = (row: TreeRow) => {
    if (row.isExpanded && !matches) {
      expansion.setExpanded([row.id], false);
    } else {
      const { parent_id } = row.entry.node;
      focusRow(rows.findIndex(({ id }) => id === parent_id));
    }
  };

  return event => {
    const row = rows[activeIndex];
    const isOnRow =
      (event.target as HTMLElement).getAttribute('role') === 'treeitem';
    if (!row || !isOnRow || hasModifier(event)) {
      return;
    }
    const actions: Record<string, () => void> = {
      ArrowDown: () => focusRow(Math.min(rows.length - 1, activeIndex + 1)),
      ArrowUp: () => focusRow(Math.max(0, activeIndex - 1)),
      ArrowRight: () => stepIn(row),
      ArrowLeft: () => stepOut(row),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      Enter: () => urlState.select(row.id),
      ' ': () => urlState.select(row.id),
      '*': () =>
        expansion.setExpanded(
          rows
            .filter(
              ({ entry }) => entry.node.parent_id === row.entry.node.parent_id,
            )
            .map(({ id }) => id),
          true,
        ),
    };
    if (canEdit && !typeAhead.isTyping()) {
      actions.m = () =>
        openDialog({ kind: 'move', department: row.entry.node });
    }
    // Shortcuts of the page: `?` shows the shortcuts, `/` focuses the search.
    const isPageShortcut = event.key === '?' || event.key === '/';
    const run = Object.hasOwn(actions, event.key)
      ? actions[event.key]
      : undefined;
    if (run) {
      event.preventDefault();
      run();
    } else if (isLetter(event) && !isPageShortcut) {
      event.preventDefault();
      const foundIndex = typeAhead.findIndex(event.key);
      if (foundIndex >= 0) {
        focusRow(foundIndex);
      }
    }
  };
}

type Virtualizer = Pick<ReturnType<typeof usePageVirtualizer>, 'scrollToIndex'>;

/** Tracks the tab stop: the last focused row, else the selected row, else the first row. */
function useTreeFocus(
  list: RefObject<HTMLElement>,
  rows: readonly TreeRow[],
  selectedId: string | undefined,
) {
  const [activeId, setActive] = useState<string>();
  const findRowIndex = (id: string | undefined) =>
    rows.findIndex(row => row.id === id);
  const activeRowIndex = findRowIndex(activeId);
  const activeIndex = Math.max(
    0,
    activeRowIndex < 0 ? findRowIndex(selectedId) : activeRowIndex,
  );

  const focusRow = (index: number, virtualizer: Virtualizer) => {
    const row = rows[index];
    if (!row) {
      return;
    }
    setActive(row.id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    // Rows outside the visible area are rendered only after the scroll.
    requestAnimationFrame(() =>
      list.current
        ?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)
        ?.focus({ preventScroll: true }),
    );
  };
  return { activeIndex, setActive, focusRow };
}

const EXPAND_DELAY_MS = 700;

/** Expands a department when the pointer rests on it during a drag, to show further targets. */
function useExpandUnderPointer(): void {
  const { active, over } = useDndContext();
  const { setExpanded } = useDepartments().expansion;
  const id = active && over && over.id !== active.id ? String(over.id) : '';
  useEffect(() => {
    if (!id || id === TOP_LEVEL) {
      return undefined;
    }
    const timer = setTimeout(() => setExpanded([id], true), EXPAND_DELAY_MS);
    return () => clearTimeout(timer);
  }, [id, setExpanded]);
}

const ROW_HEIGHT = 36;

export function DepartmentTree(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, urlState, expansion, matches, canEdit } = useDepartments();
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => buildTreeRows(index, expansion.isExpanded, matches?.visible),
    [index, expansion, matches],
  );
  const focus = useTreeFocus(list, rows, urlState.selectedId);
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    keep: focus.activeIndex,
    getItemKey: rowIndex => rows[rowIndex].id,
    estimateSize: () => ROW_HEIGHT,
  });
  const selectedIndex = rows.findIndex(row => row.id === urlState.selectedId);
  const isSelectedVisible = selectedIndex >= 0;
  // Scrolls to the selected department. If it was selected elsewhere, it may be out of view.
  useEffect(() => {
    if (isSelectedVisible) {
      virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    }
    // The effect runs when the selection changes, and not when rows above it change its index.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [urlState.selectedId, isSelectedVisible]);
  const onKeyDown = useTreeKeys(rows, focus.activeIndex, rowIndex =>
    focus.focusRow(rowIndex, virtualizer),
  );
  useExpandUnderPointer();
  useImperativeHandle(props.resultsHandle, () => ({
    focusMatch: () => {
      const foundIndex = rows.findIndex(row => matches?.found.has(row.id));
      focus.focusRow(matches ? foundIndex : 0, virtualizer);
    },
  }));
  return (
    <Box
      ref={list}
      role="tree"
      aria-label={t('tree.label')}
      onKeyDown={(event: KeyboardEvent) => onKeyDown(event)}
      sx={{ position: 'relative', height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index: rowIndex, key, start }) => (
        <div
          key={key}
          role="presentation"
          style={{
            position: 'absolute',
            insetInline: 0,
            top: 0,
            height: ROW_HEIGHT,
            transform: `translateY(${
              start - virtualizer.options.scrollMargin
            }px)`,
          }}
        >
          <ErrorBoundary
            resetKey={rows[rowIndex].entry.node}
            fallback={
              <Box role="treeitem" aria-selected={false} sx={{ px: 2 }}>
                <CannotBeShown />
              </Box>
            }
          >
            <DepartmentRow
              row={rows[rowIndex]}
              isActive={rowIndex === focus.activeIndex}
              isMovable={canEdit}
              onFocus={() => focus.setActive(rows[rowIndex].id)}
            />
          </ErrorBoundary>
        </div>
      ))}
    </Box>
  );
}
