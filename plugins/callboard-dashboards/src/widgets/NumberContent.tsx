import Box from '@mui/material/Box';
import { useChartPalette } from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatPercent,
  type GoodDirection,
  TrendBadge,
  computeTrend,
  roundTrend,
} from './TrendBadge';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';
import {
  numberMetrics,
  type NumberMetricName,
  type WidgetNumber,
} from '@callboard/plugin-callboard-common';
import ButtonBase from '@mui/material/ButtonBase';
import { useUnitFormats } from './widgetLabels';

/** Whether an increase or a decrease of a metric is good. Metrics without an entry are neutral. */
const goodDirections: Partial<Record<NumberMetricName, GoodDirection>> = {
  completed: 'more',
  throughput: 'more',
  overdue: 'less',
  cycle_time_hours: 'less',
};

/** Below this width, in px, a number has no sparkline. */
const WITHOUT_SPARKLINE = '@container (max-width: 200px)';

const numberSx = {
  color: 'text.primary',
  fontSize: 'clamp(20px, min(60cqh, 15cqw), 56px)',
  whiteSpace: 'nowrap',
  lineHeight: 1.1,
  fontWeight: 600,
  fontVariantNumeric: 'tabular-nums',
} as const;

export function NumberContent(props: {
  label: string;
  number: WidgetNumber;
  onSelect?: () => void;
}) {
  const { label, onSelect } = props;
  const { value, previous_value, metric, spark } = props.number;
  const { formatSingleValue: formatValue } = useUnitFormats(
    numberMetrics[metric].unit,
  );
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        // A trend that does not fit next to the number moves below it.
        flexWrap: 'wrap',
        alignContent: 'center',
        columnGap: 1.5,
        height: '100%',
        overflow: 'hidden',
        containerType: 'size',
        '& > *': { flexShrink: 0 },
      }}
    >
      {onSelect ? (
        <ButtonBase
          onClick={onSelect}
          aria-label={`${formatValue(value)}: ${label}`}
          sx={{
            ...numberSx,
            borderRadius: 1,
            '&.Mui-focusVisible': { outline: 2, outlineOffset: 2 },
          }}
        >
          {formatValue(value)}
        </ButtonBase>
      ) : (
        <Box component="span" sx={numberSx}>
          {formatValue(value)}
        </Box>
      )}
      <Trend
        value={value}
        previous={previous_value}
        formatValue={formatValue}
        goodDirection={goodDirections[metric]}
      />
      {spark && (
        <Box
          sx={{
            display: 'flex',
            flex: '1 1 0',
            [WITHOUT_SPARKLINE]: { display: 'none' },
          }}
        >
          <Sparkline values={spark} />
        </Box>
      )}
    </Box>
  );
}

const messageKeys = { up: 'more', down: 'less', same: 'same' } as const;

/** The change of a number since the previous period of the same length. */
export function Trend(props: {
  value: number | null;
  previous: number | null;
  /** Formats a number of the same unit. */
  formatValue: (value: number) => string;
  goodDirection?: GoodDirection;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { value, previous, formatValue, goodDirection = 'neutral' } = props;
  const trend = computeTrend(value, previous);
  if (!trend || (value === 0 && previous === 0)) {
    return null;
  }
  const { direction, difference, before } = trend;
  const share = direction === 'same' ? 0 : trend.share;
  const change =
    share === undefined ? formatValue(difference) : formatPercent(share);
  return (
    <TrendBadge
      trend={roundTrend(trend)}
      goodDirection={goodDirection}
      short={change}
      text={
        before === 0
          ? t('trend.fromNothing')
          : t(`trend.${messageKeys[direction]}`, {
              percent: change,
              value: formatValue(before),
            })
      }
      variant="body2"
    />
  );
}

/** The size of a sparkline, in px. */
const SPARKLINE_WIDTH = 96;
const SPARKLINE_HEIGHT = 28;
/** The margin around the line, so that its highest and lowest points are visible. */
const SPARKLINE_MARGIN = 2;
/** Below this width, in px, a sparkline would be unreadable. */
const NARROW_SPARKLINE = '@container (max-width: 39px)';

/** The history of a number as a line without axes. */
function Sparkline(props: { values: ReadonlyArray<number | null> }) {
  const [colour] = useChartPalette();
  const values = props.values.map(value => value ?? 0);
  if (values.length < 2) {
    return null;
  }
  const maximum = Math.max(1, ...values);
  const toX = (index: number) =>
    SPARKLINE_MARGIN +
    (index * (SPARKLINE_WIDTH - 2 * SPARKLINE_MARGIN)) / (values.length - 1);
  const toY = (value: number) =>
    SPARKLINE_HEIGHT -
    SPARKLINE_MARGIN -
    (value * (SPARKLINE_HEIGHT - 2 * SPARKLINE_MARGIN)) / maximum;
  return (
    <Box
      // Takes the space that the number and its trend leave.
      sx={{
        flex: '1 1 0',
        minWidth: 0,
        maxWidth: SPARKLINE_WIDTH,
        ml: 'auto',
        containerType: 'inline-size',
      }}
    >
      <Box
        component="svg"
        aria-hidden
        viewBox={`0 0 ${SPARKLINE_WIDTH} ${SPARKLINE_HEIGHT}`}
        preserveAspectRatio="none"
        sx={{
          display: 'block',
          width: '100%',
          height: SPARKLINE_HEIGHT,
          [NARROW_SPARKLINE]: { display: 'none' },
        }}
      >
        <polyline
          points={values
            .map((value, index) => `${toX(index)},${toY(value)}`)
            .join(' ')}
          fill="none"
          stroke={colour}
          strokeWidth="2"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </Box>
    </Box>
  );
}
