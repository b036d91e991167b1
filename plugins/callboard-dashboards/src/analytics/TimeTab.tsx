import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DurationText,
  formatMinutes,
  formatCount,
  useChartPalette,
  Section,
  ResourcesProvider,
  BarList,
} from '@callboard/plugin-callboard-react';
import type { ComparedNumber } from '@callboard/plugin-callboard-common';
import { useMemo, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import { formatPercent } from '../widgets/TrendBadge';
import {
  type AnalyticsScope,
  useAnalytics,
  type AnalyticsOf,
} from './useAnalytics';
import {
  bucketFormats,
  ChartAndTable,
  ChartAndTableSkeleton,
} from './ChartAndTable';
import {
  ProjectLink,
  useProjectHref,
  toProjectReferences,
} from './ProjectLink';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countFormatter, minuteFormatter } from './TrendCell';
import { NumberTile, TileRow, TileSkeletons } from './NumberTile';
import { TabContent } from './TabContent';

/** The maximum number of bars. One more line shows the sum of all smaller durations. */
const MAX_SHOWN_BARS = 10;

function MinuteBars(props: {
  label: string;
  /** Sorted by duration, descending. */
  bars: ReadonlyArray<{
    key: string;
    name: string;
    label?: ReactNode;
    minutes: number;
  }>;
  colourIndex: number;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { label, bars } = props;
  const colour = useChartPalette()[props.colourIndex];
  const otherMinutes = bars
    .slice(MAX_SHOWN_BARS)
    .reduce((sum, { minutes }) => sum + minutes, 0);
  const items = bars.slice(0, MAX_SHOWN_BARS).map(bar => ({
    key: bar.key,
    name: bar.name,
    label: bar.label ?? bar.name,
    count: bar.minutes,
    countText: formatMinutes(bar.minutes),
    colour,
  }));
  return (
    <BarList
      label={label}
      items={
        otherMinutes > 0
          ? [
              ...items,
              {
                // No user-supplied text can equal this key.
                key: '\u0000rest',
                name: t('time.others'),
                label: t('time.others'),
                count: otherMinutes,
                countText: formatMinutes(otherMinutes),
              },
            ]
          : items
      }
    />
  );
}

function TimeLink(props: {
  project: AnalyticsOf<'time'>['projects'][number];
  scope: AnalyticsScope;
}) {
  const { project, scope } = props;
  const { workspace, start, end, department } = scope;
  const href = useProjectHref(project.project_id, 'time', {
    workspace: workspace.slug,
    range: 'custom',
    start,
    end,
  });
  // The linked list cannot be filtered by department.
  return (
    <ProjectLink name={project.name} href={department ? undefined : href} />
  );
}

function TimeShares(props: {
  data: AnalyticsOf<'time'>;
  scope: AnalyticsScope;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { data, scope } = props;
  const { projects, activity_types, truncated } = data;
  const references = useMemo(() => toProjectReferences(projects), [projects]);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
        },
      }}
    >
      <Section
        title={t('time.byProject')}
        level={2}
        hint={
          truncated &&
          t('time.truncated', { number: formatCount(projects.length) })
        }
      >
        <ResourcesProvider rows={references}>
          <MinuteBars
            label={t('time.byProject')}
            colourIndex={1}
            bars={projects
              .filter(({ logged_minutes }) => logged_minutes.count > 0)
              .map(project => ({
                key: project.project_id,
                name: project.name,
                label: <TimeLink project={project} scope={scope} />,
                minutes: project.logged_minutes.count,
              }))}
          />
        </ResourcesProvider>
      </Section>
      <Section title={t('time.byType')} level={2}>
        <MinuteBars
          label={t('time.byType')}
          colourIndex={0}
          bars={activity_types
            .filter(({ logged_minutes }) => logged_minutes.count > 0)
            .map(({ activity_type, logged_minutes }) => ({
              key: activity_type === null ? 'none' : `type ${activity_type}`,
              name: activity_type ?? t('time.noType'),
              minutes: logged_minutes.count,
            }))}
        />
      </Section>
    </Box>
  );
}

const MINUTES_PER_HOUR = 60;

const formatHourTick = (minutes: number) =>
  `${formatCount(minutes / MINUTES_PER_HOUR)}h`;

function TimeOverTime(props: { data: AnalyticsOf<'time'> }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { over_time, interval, logged_minutes } = props.data;

  const numberTitles = useMemo(
    () => ({ logged_minutes: t('time.logged') }),
    [t],
  );
  const longest = over_time.reduce(
    (longestSoFar, bucket) =>
      bucket.logged_minutes > longestSoFar.logged_minutes
        ? bucket
        : longestSoFar,
    { key: '', logged_minutes: 0 },
  );
  return (
    <ChartAndTable
      title={t('time.overTime')}
      chartType="bar"
      interval={interval}
      buckets={over_time}
      numberTitles={numberTitles}
      formatValue={formatMinutes}
      formatTick={formatHourTick}
      step={MINUTES_PER_HOUR}
      label={
        longest.key
          ? t('time.overTimeLabel', {
              total: formatMinutes(logged_minutes.count),
              most: formatMinutes(longest.logged_minutes),
              when: bucketFormats[interval](longest.key),
            })
          : t('time.none')
      }
      empty={
        longest.key
          ? undefined
          : { title: t('time.none'), hint: t('time.noneHint') }
      }
    />
  );
}

/** Computes a share in whole percent; null if a number is unknown or the total is zero. */
const computePercent = (part: number | null, total: number | null) =>
  part === null || !total ? null : Math.round((100 * part) / total);

function BillableTile(props: {
  logged: ComparedNumber;
  billable: ComparedNumber;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { logged, billable } = props;
  const share = computePercent(billable.count, logged.count);
  const previousShare = computePercent(
    billable.filter_count,
    logged.filter_count,
  );
  return (
    <NumberTile
      label={t('number.billable')}
      number={{
        count: share ?? 0,
        filter_count: share === null ? null : previousShare,
      }}
      formatter={{
        format: points => formatPercent(points / 100),
        formatDifference: points => t('trend.points', { count: points }),
      }}
      goodDirection="neutral"
      note={t('number.ofLogged', {
        billable: formatMinutes(billable.count),
        logged: formatMinutes(logged.count),
      })}
    >
      {share === null ? '–' : formatPercent(share / 100)}
    </NumberTile>
  );
}

export function TimeTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('time', scope);
  const label = t('tabs.time');
  return (
    <TabContent
      query={query}
      scope={scope}
      dataKinds={['time']}
      skeleton={
        <>
          <TileSkeletons label={label} count={3} />
          <ChartAndTableSkeleton />
        </>
      }
    >
      {data => (
        <>
          <TileRow label={label}>
            <NumberTile
              label={t('number.logged_minutes')}
              number={data.logged_minutes}
              formatter={minuteFormatter}
              goodDirection="neutral"
            >
              <DurationText minutes={data.logged_minutes.count} />
            </NumberTile>
            <BillableTile
              logged={data.logged_minutes}
              billable={data.billable_minutes}
            />
            <NumberTile
              label={t('number.people')}
              number={data.people}
              formatter={countFormatter}
              goodDirection="neutral"
            />
          </TileRow>
          <TimeOverTime data={data} />
          {data.logged_minutes.count > 0 && (
            <TimeShares data={data} scope={scope} />
          )}
        </>
      )}
    </TabContent>
  );
}
