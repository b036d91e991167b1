import Box from '@mui/material/Box';
import type { DataTableGroup } from './tableItems';

/** The heading of a group of rows. */
export function DataTableGroupRow(props: {
  group: DataTableGroup;
  columns: number;
  rowIndex: number;
}) {
  return (
    <div role="row" aria-rowindex={props.rowIndex + 2}>
      <Box
        role="gridcell"
        aria-colspan={props.columns}
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          alignItems: 'baseline',
          px: 2,
          pt: 2,
          pb: 0.75,
          borderBottom: 1,
          borderColor: 'divider',
          typography: 'body2',
          fontWeight: 600,
        }}
      >
        {props.group.label}
        <Box
          component="span"
          sx={{
            color: 'text.secondary',
            fontWeight: 400,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {props.group.note}
        </Box>
      </Box>
    </div>
  );
}
