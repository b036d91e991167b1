import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CannotBeShown,
  ErrorBoundary,
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
  useCallback,
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

/** The drop target for the top level. */
export const TOP_LEVEL = 'top-level';

/** The parent that a drop target represents; null for the top level. */
export function toParentId(targetId: string): string | null {
  return targetId === TOP_LEVEL ? null : targetId;
}

/** The maximum time, in ms, between letters that form one prefix. */
const TYPING_PAUSE_MS = 600;

/**
 * Returns the index of the next row whose name begins with a text, or -1; wraps around at the end.
 */
function findRowByPrefix(
  rows: readonly TreeRow[],
  text: string,
  from: number,
): number {
  const term = normaliseForSearch(text);
  const order = rows.map((_, step) => (from + step) % rows.length);
  return (
    order.find(at =>
      normaliseForSearch(rows[at].entry.node.name).startsWith(term),
    ) ?? -1
  );
}

/**
 * Finds rows by typed letters. Letters in quick succession form a prefix. A letter after a pause
 * finds the next row that begins with it.
 */
function useTypeAhead(rows: readonly TreeRow[], activeIndex: number) {
  const typed = useRef({ text: '', at: 0 });
  return {
    isTyping: () =>
      typed.current.text !== '' &&
      Date.now() - typed.current.at < TYPING_PAUSE_MS,
    find: (letter: string) => {
      const now = Date.now();
      const before =
        now - typed.current.at < TYPING_PAUSE_MS ? typed.current.text : '';
      typed.current = { text: before + letter, at: now };
      return findRowByPrefix(
        rows,
        typed.current.text,
        before ? activeIndex : activeIndex + 1,
      );
    },
  };
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

/**
 * Handles the keys of a tree: arrows, Home and End, letters for the next name that begins with
 * them, Enter and Space to select, `*` to expand all siblings of a row and, for admins, `m` to
 * move.
 */
function useTreeKeys(
  rows: readonly TreeRow[],
  activeIndex: number,
  moveTo: (at: number) => void,
): (event: KeyboardEvent) => void {
  const { urlState, expansion, matches, mayEdit, openDialog } =
    useDepartments();
  const typeAhead = useTypeAhead(rows, activeIndex);

  /** Handles horizontal arrows: expand or collapse, then step in or out. */
  const stepSideways = useCallback(
    (row: TreeRow, inwards: boolean) => {
      // Search results stay expanded.
      if (row.isExpanded === !inwards && !matches) {
        expansion.set([row.id], inwards);
      } else if (inwards && row.isExpanded) {
        moveTo(activeIndex + 1);
      } else if (!inwards) {
        const { parent_id } = row.entry.node;
        moveTo(rows.findIndex(({ id }) => id === parent_id));
      }
    },
    [expansion, matches, moveTo, activeIndex, rows],
  );

  return event => {
    const row = rows[activeIndex];
    const isOnRow =
      (event.target as HTMLElement).getAttribute('role') === 'treeitem';
    if (!row || !isOnRow) {
      return;
    }
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(Math.min(rows.length - 1, activeIndex + 1)),
      ArrowUp: () => moveTo(Math.max(0, activeIndex - 1)),
      ArrowRight: () => stepSideways(row, true),
      ArrowLeft: () => stepSideways(row, false),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => urlState.select(row.id),
      ' ': () => urlState.select(row.id),
      '*': () =>
        expansion.set(
          rows
            .filter(
              ({ entry }) => entry.node.parent_id === row.entry.node.parent_id,
            )
            .map(({ id }) => id),
          true,
        ),
    };
    if (mayEdit && !typeAhead.isTyping()) {
      actions.m = () =>
        openDialog({ kind: 'move', department: row.entry.node });
    }
    const isHelp = event.key === '?' || event.key === '/';
    const run = Object.hasOwn(actions, event.key)
      ? actions[event.key]
      : undefined;
    if (run) {
      event.preventDefault();
      run();
    } else if (isLetter(event) && !isHelp) {
      event.preventDefault();
      const at = typeAhead.find(event.key);
      if (at >= 0) {
        moveTo(at);
      }
    }
  };
}

type Virtualizer = Pick<ReturnType<typeof usePageVirtualizer>, 'scrollToIndex'>;

/** The tree's tab stop. */
interface TreeFocus {
  activeIndex: number;
  setActive: (id: string) => void;
  /** Moves the focus to a row. */
  moveTo: (at: number, virtualizer: Virtualizer) => void;
}

/** Tracks the tab stop: the last focused row, else the selected one, else the first. */
function useTreeFocus(
  list: RefObject<HTMLElement>,
  rows: readonly TreeRow[],
  selectedId: string | undefined,
): TreeFocus {
  const [activeId, setActive] = useState<string>();
  const findRowIndex = (id: string | undefined) =>
    rows.findIndex(row => row.id === id);
  const activeRowIndex = findRowIndex(activeId);
  const activeIndex = Math.max(
    0,
    activeRowIndex < 0 ? findRowIndex(selectedId) : activeRowIndex,
  );

  const moveTo = useCallback(
    (at: number, virtualizer: Virtualizer) => {
      const row = rows[at];
      if (!row) {
        return;
      }
      setActive(row.id);
      virtualizer.scrollToIndex(at, { align: 'auto' });
      // The row may not be rendered until it is scrolled to.
      requestAnimationFrame(() =>
        list.current
          ?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [list, rows],
  );

  return useMemo(
    () => ({ activeIndex, setActive, moveTo }),
    [activeIndex, moveTo],
  );
}

const EXPAND_DELAY_MS = 700;

/** Expands a department while a dragged one is held over it, to allow a drop on its children. */
function useExpandUnderPointer(): void {
  const { active, over } = useDndContext();
  const { set } = useDepartments().expansion;
  const id = active && over && over.id !== active.id ? String(over.id) : '';
  useEffect(() => {
    if (!id || id === TOP_LEVEL) {
      return undefined;
    }
    const timer = setTimeout(() => set([id], true), EXPAND_DELAY_MS);
    return () => clearTimeout(timer);
  }, [id, set]);
}

const ROW_HEIGHT = 36;

/** The departments as a virtualised tree with one tab stop. */
export function DepartmentTree(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, urlState, expansion, matches, mayEdit } = useDepartments();
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => buildTreeRows(index, expansion.isExpanded, matches?.visible),
    [index, expansion, matches],
  );
  const focus = useTreeFocus(list, rows, urlState.selectedId);
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    keep: focus.activeIndex,
    getItemKey: at => rows[at].id,
    estimateSize: () => ROW_HEIGHT,
  });
  const selectedIndex = rows.findIndex(row => row.id === urlState.selectedId);
  const isSelectedVisible = selectedIndex >= 0;
  // A department that was selected elsewhere, or just created, may be far down.
  useEffect(() => {
    if (isSelectedVisible) {
      virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    }
    // Runs when the selection changes, not when its index does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [urlState.selectedId, isSelectedVisible]);
  const onKeyDown = useTreeKeys(rows, focus.activeIndex, at =>
    focus.moveTo(at, virtualizer),
  );
  useExpandUnderPointer();
  useImperativeHandle(
    props.resultsHandle,
    () => ({
      focusMatch: () => {
        const at = rows.findIndex(row => matches?.found.has(row.id));
        focus.moveTo(Math.max(0, at), virtualizer);
      },
    }),
    [rows, matches, focus, virtualizer],
  );
  return (
    <Box
      ref={list}
      role="tree"
      aria-label={t('tree.label')}
      onKeyDown={(event: KeyboardEvent) => onKeyDown(event)}
      sx={{ position: 'relative', height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index: at, key, start }) => (
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
            resetKey={rows[at].entry.node}
            fallback={
              <Box role="treeitem" aria-selected={false} sx={{ px: 2 }}>
                <CannotBeShown />
              </Box>
            }
          >
            <DepartmentRow
              row={rows[at]}
              isActive={at === focus.activeIndex}
              isMovable={mayEdit}
              onFocus={() => focus.setActive(rows[at].id)}
            />
          </ErrorBoundary>
        </div>
      ))}
    </Box>
  );
}
