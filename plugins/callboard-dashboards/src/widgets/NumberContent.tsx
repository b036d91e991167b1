import {
  numberMetrics,
  type NumberMetricName,
  type WidgetNumber,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { GoodDirection } from '../trend/getTrendColour';
import { Sparkline } from './Sparkline';
import { Trend } from './Trend';
import { useNumberLabels } from './useNumberLabels';

/** Metrics with a good direction. */
const hopes: Partial<Record<NumberMetricName, GoodDirection>> = {
  completed: 'more',
  throughput: 'more',
  overdue: 'less',
  cycle_time_hours: 'less',
};

/** Below this width, in px, a number and its trend need all the space. */
const CRAMPED = '@container (max-width: 200px)';

/** The number itself, as large as its container. */
const large = {
  color: 'text.primary',
  fontSize: 'clamp(20px, min(60cqh, 15cqw), 56px)',
  whiteSpace: 'nowrap',
  lineHeight: 1.1,
  fontWeight: 600,
  fontVariantNumeric: 'tabular-nums',
} as const;

/** A widget with one number and its previous value. */
export function NumberContent(props: {
  label: string;
  number: WidgetNumber;
  onSelect?: () => void;
}) {
  const { label, onSelect } = props;
  const { value, previous_value, metric, spark } = props.number;
  const words = useNumberLabels(numberMetrics[metric].unit);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        // Without room next to the number, its trend is below it.
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
          aria-label={`${words.formatValue(value)}: ${label}`}
          sx={{
            ...large,
            borderRadius: 1,
            '&.Mui-focusVisible': { outline: 2, outlineOffset: 2 },
          }}
        >
          {words.formatValue(value)}
        </ButtonBase>
      ) : (
        <Box component="span" sx={large}>
          {words.formatValue(value)}
        </Box>
      )}
      <Trend
        value={value}
        previous={previous_value}
        formatValue={words.formatValue}
        goodDirection={hopes[metric]}
      />
      {spark && (
        <Box
          sx={{
            display: 'flex',
            flex: '1 1 0',
            [CRAMPED]: { display: 'none' },
          }}
        >
          <Sparkline values={spark} />
        </Box>
      )}
    </Box>
  );
}
