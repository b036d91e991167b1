import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookHour } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useChartPalette,
  Section,
  formatInstant,
  Chart,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, useMemo } from 'react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { callboardWebhooksTranslationRef } from './translation';

/** The outcomes of deliveries, in the order in which bars are stacked. */
const outcomes = ['delivered', 'failed', 'pending'] as const;

/** The indexes of the outcomes' colours in the chart palette: green, red and grey. */
const outcomeColours: Record<(typeof outcomes)[number], number> = {
  delivered: 2,
  failed: 3,
  pending: 7,
};

const CHART_HEIGHT = 120;
/** The width of a digit of the axis, and the space around a label, in px. */
const DIGIT_WIDTH = 7;
const LABEL_PADDING = 14;

function HealthChart(props: { hours: readonly WebhookHour[]; label: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { hours } = props;
  const palette = useChartPalette();
  const option = useMemo(() => {
    const maxTotal = Math.max(
      ...hours.map(hour => hour.delivered + hour.failed + hour.pending),
    );
    return {
      animation: false,
      grid: {
        top: 8,
        right: 8,
        bottom: 22,
        left: LABEL_PADDING + DIGIT_WIDTH * formatCount(maxTotal).length,
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        confine: true,
        formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
          [
            formatInstant(hours[dataIndex].start, 'short'),
            ...outcomes.map(
              outcome =>
                `${t(`health.${outcome}`)}: ${formatCount(
                  hours[dataIndex][outcome],
                )}`,
            ),
          ].join('<br>'),
      },
      xAxis: {
        type: 'category',
        data: hours.map(({ start }) => formatInstant(start, 'time')),
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 2 },
      series: outcomes.map(outcome => ({
        type: 'bar',
        stack: 'hour',
        name: t(`health.${outcome}`),
        data: hours.map(hour => hour[outcome]),
        barMaxWidth: 32,
        itemStyle: { color: palette[outcomeColours[outcome]] },
      })),
    };
  }, [hours, palette, t]);
  return <Chart option={option} height={CHART_HEIGHT} label={props.label} />;
}

function HealthTable(props: { hours: readonly WebhookHour[] }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  return (
    <Table
      size="small"
      aria-label={t('health.title')}
      sx={{ maxWidth: 560, fontVariantNumeric: 'tabular-nums' }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{t('health.hour')}</TableCell>
          {outcomes.map(outcome => (
            <TableCell key={outcome} align="right">
              {t(`health.${outcome}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {[...props.hours].reverse().map(hour => (
          <TableRow key={hour.start}>
            <TableCell component="th" scope="row">
              {formatInstant(hour.start, 'short')}
            </TableCell>
            {outcomes.map(outcome => (
              <TableCell key={outcome} align="right">
                {formatCount(hour[outcome])}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function HealthSection(props: { hours: readonly WebhookHour[] }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { hours } = props;
  const palette = useChartPalette();
  const [isTable, setTable] = useState(false);
  const sums = outcomes.map(outcome => ({
    outcome,
    sum: hours.reduce((sum, hour) => sum + hour[outcome], 0),
  }));
  const isEmpty = sums.every(({ sum }) => sum === 0);
  return (
    <Section
      title={t('health.title')}
      aside={
        !isEmpty && (
          <Button size="small" onClick={() => setTable(!isTable)}>
            {isTable ? t('health.showChart') : t('health.showTable')}
          </Button>
        )
      }
    >
      {isEmpty ? (
        <Typography variant="body2" color="text.secondary">
          {t('health.none')}
        </Typography>
      ) : (
        <>
          <Box
            component="ul"
            role="list"
            aria-label={t('health.title')}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              columnGap: 3,
              listStyle: 'none',
              m: 0,
              mb: 1,
              p: 0,
              typography: 'body2',
            }}
          >
            {sums.map(({ outcome, sum }) => (
              <Box
                component="li"
                key={outcome}
                sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
              >
                <Box
                  aria-hidden
                  sx={{
                    width: 12,
                    height: 12,
                    borderRadius: '3px',
                    bgcolor: palette[outcomeColours[outcome]],
                  }}
                />
                {t(`health.${outcome}`)}
                <Box
                  component="strong"
                  sx={{ fontVariantNumeric: 'tabular-nums' }}
                >
                  {formatCount(sum)}
                </Box>
              </Box>
            ))}
          </Box>
          {isTable ? (
            <HealthTable hours={hours} />
          ) : (
            <HealthChart
              hours={hours}
              label={t(
                'health.summary',
                Object.fromEntries(
                  sums.map(({ outcome, sum }) => [outcome, formatCount(sum)]),
                ) as Record<(typeof outcomes)[number], string>,
              )}
            />
          )}
        </>
      )}
    </Section>
  );
}
