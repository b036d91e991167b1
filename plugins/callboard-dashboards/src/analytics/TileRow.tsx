import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Tiles side by side, as many as the width allows. */
export function TileRow(props: {
  label: string;
  /** The minimum width of a tile, in px; enough for durations by default. */
  tileWidth?: number;
  children: ReactNode;
}) {
  const { label, tileWidth = 224 } = props;
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        display: 'grid',
        gap: { xs: 1, sm: 1.5 },
        m: 0,
        p: 0,
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          sm: `repeat(auto-fill, minmax(${tileWidth}px, 1fr))`,
        },
      }}
    >
      {props.children}
    </Box>
  );
}
