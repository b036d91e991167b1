import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A list of names and values in as many columns as fit. */
export function FactList(props: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 4,
        rowGap: 1.5,
        m: 0,
        typography: 'body2',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {props.children}
    </Box>
  );
}
