import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';

/** The numbers of a chart. */
export interface NumbersTableProps {
  label: string;
  /** Column titles: first that of the row names, then those of the values. */
  head: readonly string[];
  rows: ReadonlyArray<{
    key: string;
    name: string;
    values: readonly string[];
  }>;
}

/** The numbers behind a chart, row by row. */
export function NumbersTable(props: NumbersTableProps) {
  const [first, ...others] = props.head;
  return (
    <Table size="small" stickyHeader aria-label={props.label}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ bgcolor: 'background.paper' }}>{first}</TableCell>
          {others.map(name => (
            <TableCell
              key={name}
              align="right"
              sx={{ bgcolor: 'background.paper' }}
            >
              {name}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {props.rows.map(({ key, name, values }) => (
          <TableRow key={key}>
            <TableCell component="th" scope="row">
              {name}
            </TableCell>
            {values.map((value, index) => (
              <TableCell
                key={index}
                align="right"
                sx={{ fontVariantNumeric: 'tabular-nums' }}
              >
                {value}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
