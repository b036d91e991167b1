import type { SystemStyleObject } from '@mui/system';
import type { DataTableColumn } from './DataTableColumn';
import { visuallyHidden } from './visuallyHidden';
import { SELECT_TRACK } from './SelectCell';
import { columnsBelow, STACKED } from './stacked';

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

function tracksBelow(columns: readonly AnyColumn[], width: number): string[] {
  return columns.flatMap(({ leftOutBelow = 0, brief, width: usual }) => {
    if (width <= leftOutBelow) {
      return [];
    }
    return brief && width <= brief.below ? brief.width : usual;
  });
}

/** The tracks of the columns, for every width at which there are others. */
export function trackStyles(
  columns: readonly AnyColumn[],
  isSelectable: boolean,
): SystemStyleObject {
  const steps = columns
    .flatMap(({ leftOutBelow, brief }) => [leftOutBelow, brief?.below])
    .filter((step): step is number => step !== undefined);
  // What holds for less comes later, and so wins.
  const widths = [Infinity, ...new Set(steps.sort((a, b) => b - a))];
  const styles: Record<string, string | { gridTemplateColumns: string }> = {};
  for (const width of widths) {
    const gridTemplateColumns = [
      ...(isSelectable ? [SELECT_TRACK] : []),
      ...tracksBelow(columns, width),
    ].join(' ');
    if (width === Infinity) {
      styles.gridTemplateColumns = gridTemplateColumns;
    } else {
      styles[columnsBelow(width)] = { gridTemplateColumns };
    }
  }
  return styles;
}

/** How a cell or a heading of a column is drawn where there are columns. */
export function columnStyle(column: AnyColumn): SystemStyleObject {
  const { align, brief, leftOutBelow } = column;
  return {
    minWidth: 0,
    textAlign: align,
    ...(brief && {
      [columnsBelow(brief.below)]: { '& [data-word]': visuallyHidden },
    }),
    ...(leftOutBelow && { [columnsBelow(leftOutBelow)]: { display: 'none' } }),
  };
}

/** How a cell is drawn, also where rows are stacked. */
export function cellStyle(column: AnyColumn): SystemStyleObject {
  return {
    ...columnStyle(column),
    [STACKED]: {
      ...stackedCell[column.narrow ?? 'inline'],
      // What is not set needs no place there.
      '&:empty, &:has(> [data-unset])': { display: 'none' },
    },
  };
}
