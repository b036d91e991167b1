import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Names and values in a card; what is not known is left out. */
export function CardFacts(props: {
  facts: [name: string, value: ReactNode][];
}) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(88px, max-content) 1fr',
        columnGap: 2,
        rowGap: 1,
        m: 0,
        typography: 'body2',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, minWidth: 0, overflowWrap: 'anywhere' },
      }}
    >
      {props.facts
        .filter(([, value]) => Boolean(value))
        .map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Box>
        ))}
    </Box>
  );
}
