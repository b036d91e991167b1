import { CallboardProvider } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The space of a page, with what the pieces on it need. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <CallboardProvider>
      <Box component="main" sx={{ px: { xs: 2, md: 2.5 }, pb: 3 }}>
        {props.children}
      </Box>
    </CallboardProvider>
  );
}
