import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';

/** A bar with the bulk actions for the selected rows. It sticks to the bottom of the page. @public */
export function SelectionBar(props: {
  /** Accessible name of the bar. */
  label: string;
  /** The number of selected rows, or the progress of an action on them. */
  status: ReactNode;
  /** The buttons of the actions. */
  children: ReactNode;
}) {
  return (
    <Paper
      component="section"
      aria-label={props.label}
      data-bottom-bar
      elevation={6}
      sx={{
        position: 'sticky',
        bottom: 16,
        zIndex: 2,
        mt: 2,
        px: 2,
        py: 1,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
      }}
    >
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600, mr: 1 }}>
        {props.status}
      </Box>
      {props.children}
    </Paper>
  );
}
