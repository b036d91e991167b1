import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { STACKED } from './stacked';

/** The width of the column with the checkboxes. */
export const SELECT_TRACK = '24px';

/** The checkbox of a row, or of all rows in the heading. */
export function SelectCell(props: {
  role: 'gridcell' | 'columnheader';
  label: string;
  checked: boolean;
  /** Whether only some rows are selected. */
  indeterminate?: boolean;
  /** Only one row at a time is a tab stop, and so is its checkbox. */
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
        // With thousands of rows, a ripple would cost more than its row.
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
