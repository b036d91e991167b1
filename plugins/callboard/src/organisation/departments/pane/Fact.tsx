import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A name and value in a list. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box
        component="dt"
        sx={{ typography: 'caption', color: 'text.secondary' }}
      >
        {props.name}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {props.children}
      </Box>
    </Box>
  );
}
