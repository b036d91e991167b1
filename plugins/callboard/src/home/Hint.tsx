import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** What a step is about; a narrow card has no room for it. */
export function Hint(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        color: 'text.secondary',
        typography: 'body2',
        '@container (max-width: 480px)': { display: 'none' },
      }}
    >
      {props.children}
    </Box>
  );
}
