import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { SxProps, Theme } from '@mui/material/styles';

/** A small table; the first column is text, and all others are numbers. @internal */
export function NumbersTable(props: {
  label: string;
  columns: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
  stickyHeader?: boolean;
  sx?: SxProps<Theme>;
}) {
  const { label, columns, rows, stickyHeader, sx } = props;
  return (
    <Table size="small" stickyHeader={stickyHeader} aria-label={label} sx={sx}>
      <TableHead>
        <TableRow>
          {columns.map((column, index) => (
            <TableCell key={column} align={index === 0 ? 'left' : 'right'}>
              {column}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(([name, ...numbers], row) => (
          <TableRow key={row}>
            <TableCell component="th" scope="row">
              {name}
            </TableCell>
            {numbers.map((number, index) => (
              <TableCell
                key={index}
                align="right"
                sx={{ fontVariantNumeric: 'tabular-nums' }}
              >
                {number}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
