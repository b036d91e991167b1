import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** One quiet line where a card has nothing to show. */
export function CardNote(props: { children: ReactNode }) {
  return (
    <Typography variant="body2" color="text.secondary" role="status">
      {props.children}
    </Typography>
  );
}
