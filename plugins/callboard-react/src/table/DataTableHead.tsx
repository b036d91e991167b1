import Box from '@mui/material/Box';
import { flexRender, type Table } from '@tanstack/react-table';
import type { DataTableColumn } from './DataTableColumn';

/** The column headings; not drawn where the table is narrow. */
export function DataTableHead<Row>(props: {
  table: Table<Row>;
  tracks: string;
}) {
  return (
    <div role="rowgroup">
      {props.table.getHeaderGroups().map(group => (
        <Box
          key={group.id}
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            gridTemplateColumns: props.tracks,
            columnGap: 2,
            px: 2,
            height: 36,
            alignItems: 'center',
            borderBottom: 1,
            borderColor: 'divider',
            color: 'text.secondary',
            typography: 'caption',
            fontWeight: 600,
            '@container (max-width: 720px)': {
              position: 'absolute',
              width: '1px',
              height: '1px',
              px: 0,
              overflow: 'hidden',
              clipPath: 'inset(50%)',
            },
          }}
        >
          {group.headers.map((header, index) => (
            <Box
              key={header.id}
              role="columnheader"
              aria-colindex={index + 1}
              sx={{
                textAlign: (header.column.columnDef as DataTableColumn<Row>)
                  .align,
              }}
            >
              {flexRender(header.column.columnDef.header, header.getContext())}
            </Box>
          ))}
        </Box>
      ))}
    </div>
  );
}
