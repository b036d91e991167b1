import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export function Note(props: { children: ReactNode }) {
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {props.children}
    </Box>
  );
}
