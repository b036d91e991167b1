import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CannotBeShown,
  ErrorBoundary,
  usePageVirtualizer,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useDepartments } from '../DepartmentsContext';
import { buildTreeRows } from '../model/buildTreeRows';
import type { SearchTarget } from '../SearchTarget';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentRow } from './DepartmentRow';
import { useOpenUnderPointer } from './useOpenUnderPointer';
import { useTreeFocus } from './useTreeFocus';
import { useTreeKeys } from './useTreeKeys';

const ROW_HEIGHT = 36;

/** The departments as a virtualised tree with one tab stop. */
export function DepartmentTree(props: { target: RefObject<SearchTarget> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, url, expansion, matches, mayEdit } = useDepartments();
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => buildTreeRows(index, expansion.isExpanded, matches?.visible),
    [index, expansion, matches],
  );
  const focus = useTreeFocus(list, rows, url.selectedId);
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    keep: focus.activeIndex,
    getItemKey: at => rows[at].id,
    estimateSize: () => ROW_HEIGHT,
  });
  const selectedAt = rows.findIndex(row => row.id === url.selectedId);
  const isShown = selectedAt >= 0;
  // A department that was selected elsewhere, or just created, may be far down.
  useEffect(() => {
    if (isShown) {
      virtualizer.scrollToIndex(selectedAt, { align: 'auto' });
    }
    // Runs when the selection changes, not when its index does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [url.selectedId, isShown]);
  const onKeyDown = useTreeKeys(rows, focus.activeIndex, at =>
    focus.moveTo(at, virtualizer),
  );
  useOpenUnderPointer();
  useImperativeHandle(
    props.target,
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
              rowIndex={at}
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
