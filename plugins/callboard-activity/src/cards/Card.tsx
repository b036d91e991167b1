import { ErrorBoundary, LoadingState } from '@callboard/plugin-callboard-react';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

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

/** The minimum height of a card, in px. */
const CARD_HEIGHT = 264;

/** Cards of equal size, in one row if the width allows it. */
export function CardGrid(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: {
          sm: 'repeat(auto-fit, minmax(min(100%, 168px), 1fr))',
        },
        // In narrow windows, the cards scroll sideways, because a column of cards would push the
        // list off the screen.
        gridAutoFlow: { xs: 'column', sm: 'row' },
        gridAutoColumns: { xs: 'min(85%, 300px)' },
        overflowX: { xs: 'auto', sm: 'visible' },
        scrollSnapType: { xs: 'x proximity', sm: 'none' },
        // The same minimum height for all, so that filtering does not move the list.
        '& > *': { scrollSnapAlign: 'start', minHeight: CARD_HEIGHT },
      }}
    >
      {props.children}
    </Box>
  );
}

export function CardsSkeleton(props: { count: number }) {
  return (
    <LoadingState>
      <CardGrid>
        {Array.from({ length: props.count }, (_, index) => (
          <Skeleton key={index} variant="rounded" height={CARD_HEIGHT} />
        ))}
      </CardGrid>
    </LoadingState>
  );
}
