import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The status of an overview block. Reserves space for the usual number of lines. */
export function StatusLine(props: { children?: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'block',
        typography: 'body2',
        mt: 0.5,
        minHeight: { xs: '4.5em', sm: '3em' },
      }}
    >
      {props.children}
    </Box>
  );
}
