import { ErrorBoundary } from '@callboard/plugin-callboard-react';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** One of the cards above a list. */
export function Card(props: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      sx={{ p: 2, minWidth: 0, display: 'flex', flexDirection: 'column' }}
    >
      <Typography
        id={id}
        component="h2"
        variant="body2"
        sx={{ color: 'text.secondary', fontWeight: 600, mb: 1 }}
      >
        {props.title}
      </Typography>
      <ErrorBoundary resetKey={props.children}>{props.children}</ErrorBoundary>
    </Paper>
  );
}
