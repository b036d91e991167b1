import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A secondary text, such as a hint or the empty state of a section. */
export function Note(props: { children: ReactNode }) {
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {props.children}
    </Box>
  );
}
