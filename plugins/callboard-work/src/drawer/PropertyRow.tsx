import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The name of a property and its value, in the drawer's two columns. */
export function PropertyRow(props: { name: string; children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {props.name}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
        {props.children}
      </Box>
    </>
  );
}
