import type { NumberBar, WidgetBars } from '@callboard/plugin-callboard-common';
import { formatCount, formatMinutes } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { Trend } from './Trend';

/** The bar of the overview that is a duration. */
const MINUTES = 'logged_minutes';

function Tile(props: { bar: NumberBar }) {
  const { key, name, count, previous } = props.bar;
  const words = key === MINUTES ? formatMinutes : formatCount;
  return (
    <Box sx={{ minWidth: 96, flex: '1 1 96px' }}>
      <Box
        component="dt"
        sx={{ typography: 'caption', color: 'text.secondary' }}
      >
        {name}
      </Box>
      <Box
        component="dd"
        sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
      >
        <Box
          component="span"
          sx={{ fontSize: 22, fontWeight: 600, lineHeight: 1.2 }}
        >
          {words(count ?? 0)}
        </Box>
        {typeof previous === 'number' && (
          <Trend value={count ?? 0} previous={previous} formatValue={words} />
        )}
      </Box>
    </Box>
  );
}

/** The totals of the workspace: a number for each kind of resource. */
export function StatsContent(props: { bars: WidgetBars }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        // Overflowing content must scroll from its beginning.
        alignContent: 'safe center',
        gap: 2,
        m: 0,
        height: '100%',
        overflow: 'auto',
      }}
    >
      {props.bars.data.map(bar => (
        <Tile key={bar.key} bar={bar} />
      ))}
    </Box>
  );
}
