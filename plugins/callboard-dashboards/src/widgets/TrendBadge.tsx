import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import DragHandleIcon from '@mui/icons-material/DragHandle';
import type { Theme } from '@mui/material/styles';

const percentFormat = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
});

export const formatPercent = (share: number): string =>
  percentFormat.format(share);

/** Whether more or less of a number is good; `neutral` if neither is. */
export type GoodDirection = 'more' | 'less' | 'neutral';

/** Returns the colour of a good, bad or neutral trend, readable on light and dark backgrounds. */
export function getTrendColour(
  { direction }: NumberTrend,
  goodDirection: GoodDirection,
): (theme: Theme) => string {
  return ({ palette }) => {
    if (direction === 'same' || goodDirection === 'neutral') {
      return palette.text.secondary;
    }
    const isGood = (direction === 'up') === (goodDirection === 'more');
    const { light, dark } = isGood ? palette.success : palette.error;
    return palette.mode === 'dark' ? light : dark;
  };
}

/** Trends omit shares from 1,000% on, because the previous value is too small to compare with. */
const MAX_SHARE = 10;

export interface NumberTrend {
  direction: 'up' | 'down' | 'same';
  difference: number;
  /** The difference as a share of the previous value; undefined if the share is meaningless. */
  share?: number;
  before: number;
}

export function computeTrend(
  number: number | null,
  before: number | null,
): NumberTrend | undefined {
  if (number === null || before === null) {
    return undefined;
  }
  const difference = Math.abs(number - before);
  const share = before > 0 ? difference / before : undefined;
  if (difference === 0) {
    return { direction: 'same', difference, before };
  }
  return {
    direction: number > before ? 'up' : 'down',
    difference,
    before,
    ...(share !== undefined && share < MAX_SHARE && { share }),
  };
}

/** Sets the direction of a trend to `same` if its share rounds to 0 %. */
export function roundTrend(trend: NumberTrend): NumberTrend {
  const isZero =
    trend.share !== undefined &&
    formatPercent(trend.share) === formatPercent(0);
  return isZero ? { ...trend, direction: 'same' } : trend;
}

const arrows = {
  up: ArrowUpwardIcon,
  down: ArrowDownwardIcon,
  same: DragHandleIcon,
};

/** An arrow for the direction of a trend. The adjacent text must state the direction, too. */
export function TrendArrow(props: { direction: NumberTrend['direction'] }) {
  const Arrow = arrows[props.direction];
  return <Arrow aria-hidden sx={{ fontSize: 14, flexShrink: 0 }} />;
}

/** Formats numbers of one unit. Differences use `format` unless `formatDifference` is set. */
export interface NumberFormatter {
  format: (value: number) => string;
  formatDifference?: (difference: number) => string;
}

export function TrendBadge(props: {
  trend: NumberTrend;
  goodDirection: GoodDirection;
  /** The visible change next to the arrow. If undefined, neither is drawn. */
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
