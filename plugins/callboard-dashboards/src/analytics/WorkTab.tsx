import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  EmptyState,
  formatCount,
  Section,
  ResourcesProvider,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import {
  toChartOption,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import {
  type AnalyticsScope,
  useAnalytics,
  type AnalyticsOf,
} from './useAnalytics';
import {
  ChartAndTable,
  CHART_HEIGHT,
  ChartAndTableSkeleton,
  useFormatBucket,
} from './ChartAndTable';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { toProjectMentions } from './ProjectLink';
import { useOrderedRows } from './useOrderedRows';
import { TabContent } from './TabContent';
import { useWorkColumns, workNumbers } from './useWorkColumns';

const sumNumbers = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0);

/** Created and finished work, over time. */
function WorkOverTime(props: { data: AnalyticsOf<'work-items'> }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { over_time, interval } = props.data;
  const palette = useChartPalette();
  const formatBucket = useFormatBucket(interval);
  const created = sumNumbers(over_time.map(bucket => bucket.created));
  const completed = sumNumbers(over_time.map(bucket => bucket.completed));
  const option = useMemo(
    () =>
      toChartOption({
        chart_type: 'line',
        x_axis: null,
        group_by: null,
        bars: {
          data: over_time.map(bucket => ({
            ...bucket,
            name: formatBucket(bucket.key),
            count: bucket.created,
          })),
          schema: {
            created: t('work.created'),
            completed: t('work.completed'),
          },
          total: created,
        },
        colours: new KeyColours(),
        palette,
        labels: {
          metric: t('work.overTime'),
          formatValue: value => (value === null ? '–' : formatCount(value)),
          step: 1,
          tick: formatCount,
          formatBar: ({ name }) => name,
        },
        height: CHART_HEIGHT,
      }),
    [over_time, created, formatBucket, palette, t],
  );
  return (
    <ChartAndTable
      title={t('work.overTime')}
      chart={{
        option,
        subject: interval,
        label: t('work.overTimeLabel', {
          created: formatCount(created),
          completed: formatCount(completed),
        }),
      }}
      table={{
        head: [t(`chart.${interval}`), t('work.created'), t('work.completed')],
        rows: over_time.map(bucket => ({
          key: bucket.key,
          name: formatBucket(bucket.key),
          values: [formatCount(bucket.created), formatCount(bucket.completed)],
        })),
      }}
      empty={
        created + completed === 0
          ? { title: t('work.none'), hint: t('work.noneHint') }
          : undefined
      }
    />
  );
}

type ProjectRow = AnalyticsOf<'work-items'>['projects'][number];

const getRowId = ({ project_id }: ProjectRow) => project_id;

function ProjectsTable(props: {
  data: AnalyticsOf<'work-items'>;
  scope: AnalyticsScope;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { data, scope } = props;
  const { projects, truncated } = data;
  const { rows, order } = useOrderedRows(
    projects,
    '-created',
    workNumbers,
    'project',
  );
  const mentions = useMemo(() => toProjectMentions(projects), [projects]);
  const columns = useWorkColumns(scope);
  return (
    <Section title={t('work.byProject')} level={2} hint={t('work.hint')}>
      <ResourcesProvider rows={mentions}>
        <DataTable
          label={t('work.byProject')}
          columns={columns}
          rows={rows}
          rowId={getRowId}
          order={order}
          isMain
        />
      </ResourcesProvider>
      {truncated && (
        <Box sx={{ mt: 1, typography: 'body2', color: 'text.secondary' }}>
          {t('work.truncated', { number: formatCount(projects.length) })}
        </Box>
      )}
    </Section>
  );
}

/** Created and finished work, over time and per project. */
export function WorkTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('work-items', scope);
  return (
    <TabContent
      query={query}
      scope={scope}
      dataKinds={['work']}
      skeleton={<ChartAndTableSkeleton />}
    >
      {data =>
        data.projects.length === 0 ? (
          <EmptyState title={t('work.none')}>{t('work.noneHint')}</EmptyState>
        ) : (
          <>
            <WorkOverTime data={data} />
            <ProjectsTable data={data} scope={scope} />
          </>
        )
      }
    </TabContent>
  );
}
