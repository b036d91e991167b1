import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import Typography from '@mui/material/Typography';

/** A grey line of text that explains why content is missing. */
export function CardNote(props: { children: ReactNode }) {
  return (
    <Typography variant="body2" color="text.secondary" role="status">
      {props.children}
    </Typography>
  );
}

/** The maximum width, in px, of a card that shows each value below its name. */
const MAX_ONE_COLUMN_WIDTH = 260;

/** Names and values in a card. Omits unknown values. */
export function CardStats(props: {
  stats: [name: string, value: ReactNode][];
}) {
  return (
    <Box sx={{ containerType: 'inline-size' }}>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(88px, max-content) 1fr',
          columnGap: 2,
          rowGap: 1,
          alignItems: 'baseline',
          m: 0,
          typography: 'body2',
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, minWidth: 0, overflowWrap: 'anywhere' },
          [`@container (max-width: ${MAX_ONE_COLUMN_WIDTH}px)`]: {
            gridTemplateColumns: '1fr',
            rowGap: 0,
            '& > :not(:first-of-type) > dt': { mt: 1 },
          },
        }}
      >
        {props.stats
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Box>
          ))}
      </Box>
    </Box>
  );
}
