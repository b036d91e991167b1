import type { SystemStyleObject } from '@mui/system';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import type { DataTableColumn } from './dataTableTypes';
import { visuallyHidden } from './visuallyHidden';

/** The width in px up to which a table stacks the cells of a row. */
const NARROW_WIDTH = 720;

/** The style key for content of a table with stacked rows. @public */
export const STACKED = `@container (max-width: ${NARROW_WIDTH}px)`;

/**
 * The style key for a table in the column layout that is narrower than `width`, in px. The 0.02 px
 * separate adjacent ranges, because container queries include both bounds.
 */
const getColumnLayoutQuery = (width: number) =>
  `@container (min-width: ${NARROW_WIDTH + 0.02}px) and (max-width: ${
    width - 0.02
  }px)`;

const SELECT_TRACK = '24px';

export function SelectCell(props: {
  role: 'gridcell' | 'columnheader';
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  /** 0 in the row that is the tab stop, otherwise -1. */
  tabIndex?: number;
  onToggle: () => void;
}) {
  return (
    <Box
      role={props.role}
      aria-colindex={1}
      sx={{
        [STACKED]:
          props.role === 'gridcell'
            ? { position: 'absolute', insetInlineStart: 16, top: 6 }
            : { visibility: 'hidden' },
      }}
    >
      <Checkbox
        size="small"
        // A ripple would take longer to render than the rest of its row.
        disableRipple
        checked={props.checked}
        indeterminate={props.indeterminate}
        onChange={props.onToggle}
        inputProps={{ 'aria-label': props.label, tabIndex: props.tabIndex }}
        sx={{ m: -1 }}
      />
    </Box>
  );
}

type AnyColumn = Pick<
  DataTableColumn<unknown>,
  'width' | 'align' | 'hideBelow' | 'brief' | 'narrow'
>;

const stackedCell = {
  inline: {},
  line: { flexBasis: '100%' },
  first: { flexBasis: '100%', order: -1 },
  end: { marginInlineStart: 'auto' },
  hide: { display: 'none' },
} as const;

function getTracksAtWidth(
  columns: readonly AnyColumn[],
  width: number,
): string[] {
  return columns.flatMap(({ hideBelow = 0, brief, width: defaultWidth }) => {
    if (width <= hideBelow) {
      return [];
    }
    return brief && width <= brief.below ? brief.width : defaultWidth;
  });
}

export function createTrackStyles(
  columns: readonly AnyColumn[],
  isSelectable: boolean,
): SystemStyleObject {
  const steps = columns
    .flatMap(({ hideBelow, brief }) => [hideBelow, brief?.below])
    .filter((step): step is number => step !== undefined);
  // Rules for narrower tables come later, so that they override the others.
  const widths = [Infinity, ...new Set(steps.sort((a, b) => b - a))];
  const styles: Record<string, string | { gridTemplateColumns: string }> = {};
  for (const width of widths) {
    const gridTemplateColumns = [
      ...(isSelectable ? [SELECT_TRACK] : []),
      ...getTracksAtWidth(columns, width),
    ].join(' ');
    if (width === Infinity) {
      styles.gridTemplateColumns = gridTemplateColumns;
    } else {
      styles[getColumnLayoutQuery(width)] = { gridTemplateColumns };
    }
  }
  return styles;
}

export function getColumnStyle(column: AnyColumn): SystemStyleObject {
  const { align, brief, hideBelow } = column;
  return {
    minWidth: 0,
    textAlign: align,
    ...(brief && {
      [getColumnLayoutQuery(brief.below)]: {
        '& [data-badge-label]': visuallyHidden,
      },
    }),
    ...(hideBelow && {
      [getColumnLayoutQuery(hideBelow)]: { display: 'none' },
    }),
  };
}

export function getCellStyle(column: AnyColumn): SystemStyleObject {
  return {
    ...getColumnStyle(column),
    [STACKED]: {
      ...stackedCell[column.narrow ?? 'inline'],
      // Cells without a value take no space in stacked rows.
      '&:empty, &:has(> [data-unset])': { display: 'none' },
    },
  };
}
