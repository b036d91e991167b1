import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** Explains the purpose of a section. */
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
