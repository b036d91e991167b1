import { CallboardProvider } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The space of a page, with what the pieces on it need. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <CallboardProvider>
      <Box component="main" sx={{ p: { xs: 2, md: 3 } }}>
        {props.children}
      </Box>
    </CallboardProvider>
  );
}
