import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { getTrendColour, type GoodDirection } from './getTrendColour';
import { TrendArrow } from './TrendArrow';
import type { NumberTrend } from './computeTrend';

/** The change of a number, in a compact form. */
export function TrendBadge(props: {
  trend: NumberTrend;
  goodDirection: GoodDirection;
  /** The visible change next to the arrow; without it, no arrow is drawn either. */
  short?: string;
  /** The change for screen readers and as a tooltip. */
  text: string;
  variant: 'caption' | 'body2';
}) {
  const { trend, goodDirection, short, text, variant } = props;
  return (
    <Tooltip title={text}>
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          typography: variant,
          fontVariantNumeric: 'tabular-nums',
          color: getTrendColour(trend, goodDirection),
        }}
      >
        {short !== undefined && (
          <>
            <TrendArrow direction={trend.direction} />
            <span aria-hidden>{short}</span>
          </>
        )}
        <Box component="span" sx={visuallyHidden}>
          {text}
        </Box>
      </Box>
    </Tooltip>
  );
}
