import type { SystemStyleObject } from '@mui/system';
import type { DataTableColumn } from './DataTableColumn';
import { visuallyHidden } from './visuallyHidden';
import { SELECT_TRACK } from './SelectCell';
import { getColumnLayoutQuery, STACKED } from './stacked';

type AnyColumn = Pick<
  DataTableColumn<unknown>,
  'width' | 'align' | 'leftOutBelow' | 'brief' | 'narrow'
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
  return columns.flatMap(({ leftOutBelow = 0, brief, width: defaultWidth }) => {
    if (width <= leftOutBelow) {
      return [];
    }
    return brief && width <= brief.below ? brief.width : defaultWidth;
  });
}

/** The grid tracks of the columns, for every width at which they change. */
export function trackStyles(
  columns: readonly AnyColumn[],
  isSelectable: boolean,
): SystemStyleObject {
  const steps = columns
    .flatMap(({ leftOutBelow, brief }) => [leftOutBelow, brief?.below])
    .filter((step): step is number => step !== undefined);
  // Rules for narrower tables come later and so override.
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

/** The style of a column's cells and heading in the column layout. */
export function getColumnStyle(column: AnyColumn): SystemStyleObject {
  const { align, brief, leftOutBelow } = column;
  return {
    minWidth: 0,
    textAlign: align,
    ...(brief && {
      [getColumnLayoutQuery(brief.below)]: { '& [data-word]': visuallyHidden },
    }),
    ...(leftOutBelow && {
      [getColumnLayoutQuery(leftOutBelow)]: { display: 'none' },
    }),
  };
}

/** The style of a cell in the column layout and in stacked rows. */
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
