import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A grey line in an empty card. */
export function CardNote(props: { children: ReactNode }) {
  return (
    <Typography variant="body2" color="text.secondary" role="status">
      {props.children}
    </Typography>
  );
}
