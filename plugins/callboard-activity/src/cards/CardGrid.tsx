import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Cards of one size, as many in a row as fit. */
export function CardGrid(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
      }}
    >
      {props.children}
    </Box>
  );
}
