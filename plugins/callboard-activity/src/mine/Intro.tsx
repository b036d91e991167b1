import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What a part of the page is for. */
export function Intro(props: { children: ReactNode }) {
  return (
    <Typography
      variant="body2"
      color="text.secondary"
      sx={{ maxWidth: '72ch' }}
    >
      {props.children}
    </Typography>
  );
}
