import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Chart,
  EmptyState,
  visuallyHidden,
  Section,
  type ChartProps,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Switch from '@mui/material/Switch';
import { useState, useCallback } from 'react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { Interval } from '@callboard/plugin-callboard-common';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The height of the charts on the page, in px. */
export const CHART_HEIGHT = 260;

/** The height of a chart's heading and padding, in px. */
const CHART_FRAME_HEIGHT = 66;

const createDateFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });

const dayFormat = createDateFormat({ day: 'numeric', month: 'short' });
const weekdayFormat = createDateFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const monthFormat = createDateFormat({ month: 'short', year: 'numeric' });

/**
 * Returns a function that formats the key of a bucket in the API's response: a day, the first day
 * of a week, or a month.
 */
export function useFormatBucket(interval: Interval): (key: string) => string {
  return useCallback(
    key => {
      if (interval === 'month') {
        return monthFormat.format(new Date(`${key}-15T12:00:00Z`));
      }
      const format = interval === 'day' ? weekdayFormat : dayFormat;
      return format.format(new Date(`${key}T12:00:00Z`));
    },
    [interval],
  );
}

/** The placeholder of a chart, and of a table below it. */
export function ChartAndTableSkeleton() {
  return (
    <>
      <Skeleton variant="rounded" height={CHART_HEIGHT + CHART_FRAME_HEIGHT} />
      <Stack spacing={1}>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} variant="rounded" height={32} />
        ))}
      </Stack>
    </>
  );
}

interface NumbersTableProps {
  label: string;
  /** The titles of the columns: the row names first, then the values. */
  head: readonly string[];
  rows: ReadonlyArray<{
    key: string;
    name: string;
    values: readonly string[];
  }>;
}

/** The numbers behind a chart, row by row. */
function NumbersTable(props: NumbersTableProps) {
  const [nameTitle, ...valueTitles] = props.head;
  return (
    <Table size="small" stickyHeader aria-label={props.label}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ bgcolor: 'background.paper' }}>
            {nameTitle}
          </TableCell>
          {valueTitles.map(name => (
            <TableCell
              key={name}
              align="right"
              sx={{ bgcolor: 'background.paper' }}
            >
              {name}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {props.rows.map(({ key, name, values }) => (
          <TableRow key={key}>
            <TableCell component="th" scope="row">
              {name}
            </TableCell>
            {values.map((value, index) => (
              <TableCell
                key={index}
                align="right"
                sx={{ fontVariantNumeric: 'tabular-nums' }}
              >
                {value}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/**
 * A chart, and its numbers as a table for screen readers. A switch replaces the chart with the
 * table.
 */
export function ChartAndTable(props: {
  title: string;
  chart: Pick<ChartProps, 'option' | 'label' | 'subject'>;
  table: Omit<NumbersTableProps, 'label'>;
  /** Replaces the chart if it has no data. */
  empty?: { title: string; hint: string };
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const [isTable, setTable] = useState(false);
  const { title, chart, table, empty } = props;
  if (empty) {
    return (
      <Section title={title} level={2}>
        <Paper variant="outlined">
          <EmptyState title={empty.title}>{empty.hint}</EmptyState>
        </Paper>
      </Section>
    );
  }
  return (
    <Section
      title={title}
      level={2}
      aside={
        <FormControlLabel
          label={t('chart.table')}
          slotProps={{ typography: { variant: 'body2' } }}
          sx={{ mr: 0 }}
          control={
            <Switch
              checked={isTable}
              onChange={(_, checked) => setTable(checked)}
            />
          }
        />
      }
    >
      <Paper variant="outlined" sx={{ position: 'relative', p: 1.5 }}>
        {!isTable && <Chart {...chart} height={CHART_HEIGHT} />}
        <Box
          sx={
            isTable
              ? { maxHeight: CHART_HEIGHT, overflow: 'auto' }
              : visuallyHidden
          }
          // Scrollable areas must be reachable by keyboard.
          {...(isTable && { tabIndex: 0, role: 'group', 'aria-label': title })}
        >
          <NumbersTable label={title} {...table} />
        </Box>
      </Paper>
    </Section>
  );
}
