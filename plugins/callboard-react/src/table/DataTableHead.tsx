import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { flexRender, type Header, type Table } from '@tanstack/react-table';
import { useRef, type ReactNode } from 'react';
import { useRovingFocus } from '../keyboard/useRovingFocus';
import { getColumnStyle } from './columnStyles';
import type { DataTableColumn } from './DataTableColumn';
import type { DataTableOrder } from './DataTableOrder';
import { OrderButton } from './OrderButton';
import { visuallyHidden } from './visuallyHidden';
import { STACKED } from './stacked';

const narrowOnly = {
  display: 'none',
  [STACKED]: { display: 'inline' },
} as const;

function getAriaSort(orderBy: string | undefined, order?: DataTableOrder) {
  if (!orderBy || !order) {
    return undefined;
  }
  if (order.value === orderBy) {
    return 'ascending';
  }
  return order.value === `-${orderBy}` ? 'descending' : 'none';
}

function ColumnHead<Row>(props: {
  header: Header<Row, unknown>;
  colIndex: number;
  order?: DataTableOrder;
}) {
  const { header, order } = props;
  const column = header.column.columnDef as DataTableColumn<Row>;
  const text = flexRender(column.header, header.getContext());
  return (
    <Box
      role="columnheader"
      aria-colindex={props.colIndex}
      aria-sort={getAriaSort(column.orderBy, order)}
      sx={getColumnStyle(column)}
    >
      {column.orderBy && order ? (
        <>
          <OrderButton
            orderBy={column.orderBy}
            order={order}
            isAtEnd={column.align === 'end'}
          >
            {text}
          </OrderButton>
          {/* In stacked rows, the heading keeps its name without the button. */}
          <Box component="span" sx={narrowOnly}>
            {text}
          </Box>
        </>
      ) : (
        text
      )}
    </Box>
  );
}

/** The column headings; hidden in stacked rows. */
export function DataTableHead<Row>(props: {
  table: Table<Row>;
  tracks: SystemStyleObject;
  order?: DataTableOrder;
  /** The checkbox that selects all rows. */
  select?: ReactNode;
}) {
  const before = props.select ? 1 : 0;
  const headings = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(headings);
  return (
    <Box role="rowgroup" ref={headings} onKeyDown={roving.onKeyDown}>
      {props.table.getHeaderGroups().map(group => (
        <Box
          key={group.id}
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            ...props.tracks,
            columnGap: 2,
            px: 2,
            height: 36,
            alignItems: 'center',
            borderBottom: 1,
            borderColor: 'divider',
            color: 'text.secondary',
            typography: 'caption',
            fontWeight: 600,
            [STACKED]: { ...visuallyHidden, px: 0 },
          }}
        >
          {props.select}
          {group.headers.map((header, index) => (
            <ColumnHead
              key={header.id}
              header={header}
              colIndex={before + index + 1}
              order={props.order}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
}
