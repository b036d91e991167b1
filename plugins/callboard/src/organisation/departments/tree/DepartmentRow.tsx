import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { oneLine, formatCount } from '@callboard/plugin-callboard-react';
import { useDndContext, useDraggable, useDroppable } from '@dnd-kit/core';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import type { MouseEvent } from 'react';
import type { SystemStyleObject } from '@mui/system';
import type { Theme } from '@mui/material/styles';
import { useDepartments } from '../DepartmentsContext';
import {
  InactiveBadge,
  HighlightedText,
  useDepartmentLabel,
} from '../DepartmentLabels';
import { findMoveProblem } from '../moveInTree';
import type { TreeRow } from '../treeRows';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The indent of the first level, and of each further level, in px. */
const BASE_INDENT = 18;
const INDENT = 20;

function getRowStyle(row: {
  level: number;
  isDragged: boolean;
  /** Whether the pointer is over this row, and the dragged department may be dropped here. */
  isTarget: boolean;
  isForbidden: boolean;
}): (theme: Theme) => SystemStyleObject<Theme> {
  return theme => ({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: 0.5,
    height: '100%',
    pr: 1.5,
    pl: `${BASE_INDENT + (row.level - 1) * INDENT}px`,
    typography: 'body2',
    cursor: row.isForbidden ? 'not-allowed' : 'pointer',
    userSelect: 'none',
    opacity: row.isDragged || row.isForbidden ? 0.4 : 1,
    boxShadow: row.isTarget
      ? `inset 0 0 0 2px ${theme.palette.primary.main}`
      : undefined,
    '&:hover': { bgcolor: 'action.hover' },
    '&[aria-selected=true]': {
      bgcolor: 'action.selected',
      fontWeight: 600,
      // On this background the secondary colour has too little contrast in the dark theme.
      '& > span:not(.drag-handle)': { color: 'text.primary' },
    },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    '& .drag-handle': {
      position: 'absolute',
      left: 0,
      display: 'flex',
      color: 'text.secondary',
      cursor: 'grab',
      opacity: 0,
    },
    '&:hover .drag-handle, &:focus-visible .drag-handle': { opacity: 1 },
  });
}

/** Lets users drag a row and drop other rows on it. Returns the row's state during a drag. */
function useRowDrag(id: string, isMovable: boolean) {
  const { index } = useDepartments();
  const { active } = useDndContext();
  const drag = useDraggable({ id, disabled: !isMovable });
  const drop = useDroppable({ id, disabled: !isMovable });
  const problem =
    active && active.id !== id
      ? findMoveProblem(index, String(active.id), id)
      : undefined;
  return {
    setRef: (element: HTMLElement | null) => {
      drag.setNodeRef(element);
      drop.setNodeRef(element);
    },
    listeners: drag.listeners,
    isDragged: drag.isDragging,
    isTarget: drop.isOver && !drag.isDragging && !problem,
    isForbidden: problem === 'inside' || problem === 'deep',
  };
}

function Chevron(props: { row: TreeRow }) {
  const { expansion, matches } = useDepartments();
  const { id, isExpanded } = props.row;
  return (
    <Box
      component="span"
      aria-hidden
      onClick={(event: MouseEvent) => {
        if (isExpanded !== undefined && !matches) {
          event.stopPropagation();
          expansion.setExpanded([id], !isExpanded);
        }
      }}
      sx={{
        display: 'flex',
        color: 'text.secondary',
        visibility: isExpanded === undefined ? 'hidden' : undefined,
        transform: isExpanded ? 'rotate(90deg)' : undefined,
      }}
    >
      <ChevronRightIcon fontSize="small" />
    </Box>
  );
}

export function DepartmentRow(props: {
  row: TreeRow;
  isActive: boolean;
  isMovable: boolean;
  onFocus: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { row, isMovable } = props;
  const { node, path } = row.entry;
  const { urlState } = useDepartments();
  const getDepartmentLabel = useDepartmentLabel();
  const drag = useRowDrag(row.id, isMovable);
  return (
    <Box
      {...drag.listeners}
      ref={drag.setRef}
      role="treeitem"
      data-id={row.id}
      aria-label={getDepartmentLabel(node)}
      aria-level={path.length}
      aria-posinset={row.position}
      aria-setsize={row.siblingCount}
      aria-expanded={row.isExpanded}
      aria-selected={urlState.selectedId === row.id}
      tabIndex={props.isActive ? 0 : -1}
      onFocus={props.onFocus}
      onClick={() => urlState.select(row.id)}
      sx={getRowStyle({ level: path.length, ...drag })}
    >
      {isMovable && (
        <Box
          component="span"
          aria-hidden
          className="drag-handle"
          title={t('tree.drag')}
        >
          <DragIndicatorIcon fontSize="small" />
        </Box>
      )}
      <Chevron row={row} />
      <Box
        component="span"
        title={node.name}
        sx={{
          flex: '0 1 auto',
          minWidth: 0,
          ...oneLine,
          color: node.is_active ? undefined : 'text.secondary',
        }}
      >
        <HighlightedText text={node.name} searchTerm={urlState.search} />
      </Box>
      {!node.is_active && <InactiveBadge />}
      <Box
        component="span"
        title={t('tree.countHint', {
          all: formatCount(node.staff_count_recursive),
          direct: formatCount(node.staff_count),
        })}
        sx={{
          ml: 'auto',
          pl: 1,
          color: 'text.secondary',
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {formatCount(node.staff_count_recursive)}
      </Box>
    </Box>
  );
}
