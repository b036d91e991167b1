import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TooltipIconButton,
  EmptyState,
  DragArea,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { RefObject, ReactNode } from 'react';
import {
  useDndContext,
  useDroppable,
  type DragEndEvent,
  type Modifier,
} from '@dnd-kit/core';
import UnfoldLessIcon from '@mui/icons-material/UnfoldLess';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import BlockIcon from '@mui/icons-material/Block';
import {
  useDepartments,
  type SearchResultsHandle,
  useIsNarrow,
} from '../DepartmentsContext';
import { DepartmentsCount, useSizeLabels } from '../DepartmentLabels';
import { findMoveProblem, getMoveSize } from '../moveInTree';
import { DepartmentPane } from '../pane/DepartmentPane';
import { DepartmentsSummary } from '../pane/DepartmentsSummary';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentTree, TOP_LEVEL, toParentId } from './DepartmentTree';

/** Two panes side by side, or one in a narrow window. */
export const splitLayout = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    md: 'minmax(280px, 2fr) minmax(0, 5fr)',
  },
  gap: 3,
  alignItems: 'start',
} as const;

/**
 * The tree next to the selected department. In a narrow window, the department replaces the tree.
 */
export function TreeLayout(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { selectedId } = useDepartments().urlState;
  const isNarrow = useIsNarrow();
  const isTreeReplaced = isNarrow && selectedId !== undefined;
  return (
    <Box sx={splitLayout}>
      {!isTreeReplaced && (
        <TreePanel
          key={isNarrow ? 'narrow' : 'wide'}
          resultsHandle={props.resultsHandle}
          scrollsSeparately={!isNarrow}
        />
      )}
      <Box
        component="section"
        aria-label={t('pane.label')}
        sx={{ minWidth: 0 }}
      >
        {selectedId && (
          <DepartmentPane
            key={selectedId}
            id={selectedId}
            closeButton={isNarrow ? 'back' : undefined}
          />
        )}
        {!selectedId && !isNarrow && <DepartmentsSummary />}
      </Box>
    </Box>
  );
}

/**
 * The overlay at the pointer: the name of the dragged department, and either the size of the move
 * or the reason why the department cannot be dropped here.
 */
function DraggedDepartment(props: { id: string }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { over } = useDndContext();
  const formatSize = useSizeLabels();
  const entry = index.entries.get(props.id);
  const problem =
    over && over.id !== props.id
      ? findMoveProblem(index, props.id, toParentId(String(over.id)))
      : undefined;
  return entry ? (
    <Paper
      elevation={6}
      sx={{
        display: 'inline-block',
        maxWidth: 320,
        px: 1.5,
        py: 1,
        typography: 'body2',
        cursor: problem ? 'not-allowed' : 'grabbing',
      }}
    >
      <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {entry.node.name}
      </Box>
      {problem ? (
        <Box sx={{ display: 'flex', gap: 0.5, color: 'error.main' }}>
          <BlockIcon fontSize="small" aria-hidden />
          {t(`move.problem.${problem}`)}
        </Box>
      ) : (
        <Box sx={{ color: 'text.secondary' }}>
          {formatSize(getMoveSize(entry))}
        </Box>
      )}
    </Paper>
  ) : null;
}

/** The distance between the pointer and the overlay, which must not hide the target. */
const POINTER_GAP_PX = 16;

/** Places the overlay next to the pointer, instead of on the dragged row. */
const followPointer: Modifier[] = [
  ({ activatorEvent, draggingNodeRect, transform }) => {
    const { touches } = (activatorEvent ?? {}) as Partial<TouchEvent>;
    const pointer = touches?.[0] ?? (activatorEvent as MouseEvent | null);
    return pointer && draggingNodeRect
      ? {
          ...transform,
          x:
            transform.x +
            pointer.clientX -
            draggingNodeRect.left +
            POINTER_GAP_PX,
          y:
            transform.y +
            pointer.clientY -
            draggingNodeRect.top +
            POINTER_GAP_PX,
        }
      : transform;
  },
];

/** Lets people drag departments onto other departments. A dialog confirms the move. */
function TreeDragArea(props: { children: ReactNode }) {
  const { index, openDialog } = useDepartments();

  function onDrop({ active, over }: DragEndEvent) {
    const id = String(active.id);
    const dragged = index.entries.get(id);
    if (dragged && over) {
      const to = toParentId(String(over.id));
      if (!findMoveProblem(index, id, to)) {
        openDialog({ kind: 'move', department: dragged.node, to });
      }
    }
  }

  return (
    <DragArea
      overlay={({ id }) => <DraggedDepartment id={String(id)} />}
      modifiers={followPointer}
      onDrop={onDrop}
    >
      {props.children}
    </DragArea>
  );
}

function ExpandButtons() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { expansion, matches } = useDepartments();
  // During a search, all results stay expanded.
  return matches ? null : (
    <>
      <TooltipIconButton
        label={t('tree.expandAll')}
        icon={<UnfoldMoreIcon fontSize="small" />}
        onClick={() => expansion.setAllExpanded(true)}
      />
      <TooltipIconButton
        label={t('tree.collapseAll')}
        icon={<UnfoldLessIcon fontSize="small" />}
        onClick={() => expansion.setAllExpanded(false)}
      />
    </>
  );
}

/** The number of departments; during a drag, the drop target for the top level. */
function TreeHead() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { active } = useDndContext();
  const { setNodeRef, isOver } = useDroppable({ id: TOP_LEVEL });
  const isTarget =
    active !== null && !findMoveProblem(index, String(active.id), null);
  return (
    <Box
      ref={setNodeRef}
      sx={theme => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        minHeight: 40,
        px: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'caption',
        fontWeight: 600,
        color: isTarget ? 'primary.main' : 'text.secondary',
        outline: isTarget ? `2px dashed ${theme.palette.primary.main}` : 'none',
        outlineOffset: -3,
        bgcolor: isTarget && isOver ? 'action.selected' : undefined,
      })}
    >
      <Box sx={{ flex: 1 }}>
        {isTarget ? t('tree.dropOnTop') : <DepartmentsCount />}
      </Box>
      {!active && <ExpandButtons />}
    </Box>
  );
}

/** The height that the portal's header and the toolbar leave for the panel. */
const MAX_PANEL_HEIGHT = 'max(320px, calc(100vh - 240px))';

function NoMatches() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { urlState } = useDepartments();
  return (
    <EmptyState
      title={t('search.none')}
      action={
        <Button
          variant="outlined"
          onClick={() => urlState.setSearch(undefined)}
        >
          {t('search.clear')}
        </Button>
      }
    >
      {t('search.noneHint')}
    </EmptyState>
  );
}

export function TreePanel(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
  scrollsSeparately: boolean;
}) {
  const { matches } = useDepartments();
  return (
    <Paper
      variant="outlined"
      sx={
        props.scrollsSeparately
          ? {
              position: 'sticky',
              top: 16,
              display: 'flex',
              flexDirection: 'column',
              maxHeight: MAX_PANEL_HEIGHT,
            }
          : {}
      }
    >
      <TreeDragArea>
        <TreeHead />
        {matches?.found.size === 0 ? (
          <NoMatches />
        ) : (
          <Box
            sx={props.scrollsSeparately ? { overflowY: 'auto', flex: 1 } : {}}
          >
            <DepartmentTree resultsHandle={props.resultsHandle} />
          </Box>
        )}
      </TreeDragArea>
    </Paper>
  );
}
