import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Enough for the longest ranking, in px. */
export const CARD_HEIGHT = 264;

/** Cards of one size, in one row if they stay wide enough to read. */
export function CardGrid(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: {
          sm: 'repeat(auto-fit, minmax(min(100%, 168px), 1fr))',
        },
        // In narrow windows the cards would push the list off the screen.
        gridAutoFlow: { xs: 'column', sm: 'row' },
        gridAutoColumns: { xs: 'min(85%, 300px)' },
        overflowX: { xs: 'auto', sm: 'visible' },
        scrollSnapType: { xs: 'x proximity', sm: 'none' },
        // A fixed height, so that filtering does not move the list.
        '& > *': { scrollSnapAlign: 'start', minHeight: CARD_HEIGHT },
      }}
    >
      {props.children}
    </Box>
  );
}
