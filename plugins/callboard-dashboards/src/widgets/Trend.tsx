import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { outOfSight } from '@callboard/plugin-callboard-react';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowForwardIcon from '@mui/icons-material/ArrowForward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

const percentFormat = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
});

/** Whether more of something is what people hope for. */
export type GoodWhen = 'more' | 'less' | undefined;

const icons = {
  more: ArrowUpwardIcon,
  less: ArrowDownwardIcon,
  same: ArrowForwardIcon,
};

/** How a number compares with that of the days before, as many. */
export function Trend(props: {
  value: number;
  previous: number;
  /** Puts a number of the same unit into words. */
  words: (value: number) => string;
  goodWhen?: GoodWhen;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { value, previous, words, goodWhen } = props;
  if (previous === 0 && value === 0) {
    return null;
  }
  const change = value - previous;
  const way = change > 0 ? 'more' : 'less';
  const direction = change === 0 ? 'same' : way;
  const percent =
    previous === 0
      ? undefined
      : percentFormat.format(Math.abs(change / previous));
  const text =
    percent === undefined
      ? t('trend.fromNothing')
      : t(`trend.${direction}`, { percent, value: words(previous) });
  const Icon = icons[direction];
  const verdict = direction === goodWhen ? 'success.main' : 'error.main';
  return (
    <Tooltip title={text}>
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.25,
          typography: 'body2',
          fontVariantNumeric: 'tabular-nums',
          color: goodWhen && direction !== 'same' ? verdict : 'text.secondary',
        }}
      >
        <Icon aria-hidden sx={{ fontSize: 16 }} />
        <span aria-hidden>{percent ?? words(previous)}</span>
        <Box component="span" sx={outOfSight}>
          {text}
        </Box>
      </Box>
    </Tooltip>
  );
}
