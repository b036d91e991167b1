import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';

/**
 * What can be done to the rows that are ticked. It stays in view at the bottom of
 * the page.
 *
 * @public
 */
export function SelectionBar(props: {
  /** What it is, for screen readers. */
  label: string;
  /** How many rows are ticked, or how far an act on them has come. */
  status: ReactNode;
  /** The acts. */
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
