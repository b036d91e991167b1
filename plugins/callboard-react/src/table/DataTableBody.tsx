import Box from '@mui/material/Box';
import { useEventCallback } from '@mui/material/utils';
import type { SystemStyleObject } from '@mui/system';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { DataTableProps, DataTableSelection } from './dataTableTypes';
import { DataTableGroupRow, GROUP_HEADING_HEIGHT } from './DataTableGroupRow';
import { DataTableRow, type RowSelection } from './DataTableRow';
import { MAIN_LIST_ATTRIBUTE } from './mainList';
import type { TableItem } from './buildTableItems';
import { usePageVirtualizer } from './usePageVirtualizer';
import { useRowFocus } from './useRowFocus';

function useRowSelection<Row>(
  selection: DataTableSelection<Row> | undefined,
): RowSelection<Row> | undefined {
  const getRowLabel = selection?.getRowLabel;
  const onToggle = useEventCallback((id: string) => {
    const next = new Set(selection?.selected);
    if (!next.delete(id)) {
      next.add(id);
    }
    selection?.onChange(next);
  });
  return useMemo(
    () => getRowLabel && { getRowLabel, onToggle },
    [getRowLabel, onToggle],
  );
}

/** The visible rows and headings. A group's heading sticks to the top while its rows scroll. */
export function DataTableBody<Row>(
  props: Pick<
    DataTableProps<Row>,
    | 'columns'
    | 'openRowId'
    | 'onRowOpen'
    | 'onRowKeyDown'
    | 'renderDetails'
    | 'isExpanded'
    | 'selection'
    | 'collapse'
    | 'arrival'
    | 'isMain'
  > & {
    items: TableItem<Row>[];
    tracks: SystemStyleObject;
    columnCount: number;
    rowHeight: number;
  },
) {
  const { items, selection, rowHeight, collapse, arrival } = props;
  const { onRowOpen, onRowKeyDown } = props;
  // Keep these functions stable, or all rows would render again.
  const rowSelection = useRowSelection(selection);
  const handleOpen = useEventCallback((row: Row) => onRowOpen?.(row));
  const handleKeyDown = useEventCallback(
    (event: KeyboardEvent<HTMLElement>, row: Row) => onRowKeyDown?.(event, row),
  );
  const list = useRef<HTMLDivElement>(null);
  // While a row is open, J and K open the next or previous row instead.
  const rowFocus = useRowFocus(list, items, {
    byLetters: props.openRowId === undefined,
  });
  const headings = useMemo(
    () => items.flatMap(({ kind }, index) => (kind === 'group' ? index : [])),
    [items],
  );
  const virtualizer = usePageVirtualizer(list, {
    count: items.length,
    keep: rowFocus.activeIndex,
    headings,
    getItemKey: index => {
      const item = items[index];
      return item.kind === 'row' ? item.row.id : `group:${item.group.key}`;
    },
    estimateSize: index =>
      items[index].kind === 'row' ? rowHeight : GROUP_HEADING_HEIGHT,
  });
  const arrivalIndex = arrival
    ? items.findIndex(
        item => item.kind === 'row' && item.row.id === arrival.rowId,
      )
    : -1;
  useEffect(() => {
    if (arrivalIndex >= 0) {
      rowFocus.focusItem(arrivalIndex, virtualizer);
      arrival?.onArrive();
    }
    // Runs once for each row to focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arrivalIndex]);
  const height = virtualizer.getTotalSize();
  const getRowTop = (index: number) =>
    index < items.length
      ? virtualizer.measurementsCache[index].start -
        virtualizer.options.scrollMargin
      : height;
  return (
    <Box
      ref={list}
      role="rowgroup"
      {...(props.isMain && { [MAIN_LIST_ATTRIBUTE]: '' })}
      onKeyDown={event => rowFocus.onKeyDown(event, virtualizer)}
      sx={{ position: 'relative', height }}
    >
      {virtualizer.getVirtualItems().map(({ index, key }) => {
        const item = items[index];
        const top = getRowTop(index);
        if (item.kind === 'group') {
          const nextHeading =
            headings[headings.indexOf(index) + 1] ?? items.length;
          return (
            <DataTableGroupRow
              key={key}
              group={item.group}
              columnCount={props.columnCount}
              rowIndex={index}
              top={top}
              height={getRowTop(nextHeading) - top}
              measure={virtualizer.measureElement}
              toggle={
                collapse && {
                  isClosed: item.isClosed ?? false,
                  isActive: index === rowFocus.activeIndex,
                  onToggle: () => collapse.onToggle(item.group.key),
                  onFocus: () => rowFocus.setActive(index),
                }
              }
            />
          );
        }
        const details = props.renderDetails?.(item.row.original);
        return (
          <div
            key={key}
            ref={virtualizer.measureElement}
            role="presentation"
            data-index={index}
            onFocus={() => rowFocus.setActive(index)}
            style={{
              position: 'absolute',
              insetInline: 0,
              top: 0,
              transform: `translateY(${top}px)`,
            }}
          >
            <DataTableRow
              row={item.row}
              columns={props.columns}
              tracks={props.tracks}
              coveredHeight={headings.length > 0 ? GROUP_HEADING_HEIGHT : 0}
              minHeight={rowHeight}
              rowIndex={index}
              active={index === rowFocus.activeIndex}
              isOpen={item.row.id === props.openRowId}
              onOpen={onRowOpen && handleOpen}
              onKeyDown={onRowKeyDown && handleKeyDown}
              expanded={props.isExpanded?.(item.row.original)}
              selection={rowSelection}
              isChecked={selection?.selected.has(item.row.id) ?? false}
            />
            {details && (
              <Box
                role="row"
                aria-level={props.isExpanded && 2}
                sx={{ borderBottom: 1, borderColor: 'divider' }}
              >
                <Box
                  role="gridcell"
                  aria-colspan={props.columnCount}
                  sx={{ px: 2, py: 1.5, bgcolor: 'action.hover' }}
                >
                  {details}
                </Box>
              </Box>
            )}
          </div>
        );
      })}
    </Box>
  );
}
