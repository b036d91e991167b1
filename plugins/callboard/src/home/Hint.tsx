import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** The explanation of a step; hidden on narrow cards. */
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
