import type { SystemStyleObject } from '@mui/system';
import type { Theme } from '@mui/material/styles';

const INDENT = 20;

/** The style of a tree row, also during a drag. */
export function getRowStyle(row: {
  level: number;
  isDragged: boolean;
  /** The dragged department may be dropped here. */
  isTarget: boolean;
  /** The dragged department may not be dropped here. */
  isForbidden: boolean;
}): (theme: Theme) => SystemStyleObject<Theme> {
  return theme => ({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: 0.5,
    height: '100%',
    pr: 1.5,
    pl: `${18 + (row.level - 1) * INDENT}px`,
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
