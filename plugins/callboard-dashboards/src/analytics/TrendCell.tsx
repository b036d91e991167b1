import type { ComparedNumber } from '@callboard/plugin-callboard-common';
import {
  type DataTableColumn,
  STACKED,
  formatCount,
  formatMinutes,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { type ReactNode, useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type NumberFormatter,
  TrendBadge,
  computeTrend,
  type GoodDirection,
  type NumberTrend,
  formatPercent,
} from '../widgets/TrendBadge';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** Formats trends: "12% up from 34", "No change"; as a number instead of percent if `isExact`. */
export function useFormatTrend(): (
  trend: NumberTrend,
  formatter: NumberFormatter,
  isExact?: boolean,
) => string {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  return useCallback(
    ({ direction, difference, share, before }, formatter, isExact) => {
      if (direction === 'same') {
        return t('trend.same');
      }
      const exactChange = (formatter.formatDifference ?? formatter.format)(
        difference,
      );
      return t(`trend.${direction}`, {
        change:
          share === undefined || isExact || formatter.formatDifference
            ? exactChange
            : formatPercent(share),
        before: formatter.format(before),
      });
    },
    [t],
  );
}

export const minuteFormatter: NumberFormatter = { format: formatMinutes };

export const countFormatter: NumberFormatter = { format: formatCount };

export interface TrendProps {
  label: string;
  number: ComparedNumber;
  formatter: NumberFormatter;
  goodDirection: GoodDirection;
  children?: ReactNode;
}

interface TrendCellProps extends TrendProps {
  /** The minimum width of the number in px, so that the trends align. */
  numberWidth: number;
}

function TrendCell(props: TrendCellProps) {
  const { label, number, formatter, goodDirection, numberWidth } = props;
  const formatTrend = useFormatTrend();
  const trend = computeTrend(number.count, number.filter_count);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'flex-end',
        gap: 0.75,
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          display: 'none',
          color: 'text.secondary',
          [STACKED]: { display: 'inline' },
        }}
      >
        {label}
      </Box>
      <Box
        component="span"
        sx={{
          // Screen readers read the number first. On screen, it is last, flush with the heading.
          order: 1,
          minWidth: numberWidth,
          [STACKED]: { order: 0, minWidth: 0 },
        }}
      >
        {props.children || formatter.format(number.count)}
      </Box>
      {trend && (
        <TrendBadge
          trend={trend}
          goodDirection={goodDirection}
          short={
            trend.direction === 'same'
              ? undefined
              : formatter.format(trend.difference)
          }
          text={formatTrend(trend, formatter, true)}
          variant="caption"
        />
      )}
    </Box>
  );
}

export function createTrendColumn<
  Name extends string,
  Row extends Record<Name, ComparedNumber>,
>(
  name: Name,
  {
    header,
    width,
    renderNumber,
    ...cell
  }: Omit<TrendCellProps, 'label' | 'number' | 'children'> & {
    header: string;
    width: string;
    renderNumber?: (row: Row) => ReactNode;
  },
): DataTableColumn<Row> {
  return {
    id: name,
    header,
    width,
    align: 'end',
    orderBy: name,
    cell: ({ row: { original } }) => (
      <TrendCell label={header} number={original[name]} {...cell}>
        {renderNumber?.(original)}
      </TrendCell>
    ),
  };
}
