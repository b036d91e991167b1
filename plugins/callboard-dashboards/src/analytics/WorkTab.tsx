import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, formatCount } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import {
  type AnalyticsScope,
  useAnalytics,
  type AnalyticsOf,
} from './useAnalytics';
import { ChartAndTable, ChartAndTableSkeleton } from './ChartAndTable';
import { ComparedTable } from './ComparedTable';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { toProjectReferences } from './ProjectLink';
import { TabContent } from './TabContent';
import { useWorkColumns, workNumbers } from './useWorkColumns';

const sumNumbers = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0);

function WorkOverTime(props: { data: AnalyticsOf<'work-items'> }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { over_time, interval } = props.data;
  const created = sumNumbers(over_time.map(bucket => bucket.created));
  const completed = sumNumbers(over_time.map(bucket => bucket.completed));
  const numberTitles = useMemo(
    () => ({ created: t('work.created'), completed: t('work.completed') }),
    [t],
  );
  return (
    <ChartAndTable
      title={t('work.overTime')}
      chartType="line"
      interval={interval}
      buckets={over_time}
      numberTitles={numberTitles}
      formatValue={formatCount}
      label={t('work.overTimeLabel', {
        created: formatCount(created),
        completed: formatCount(completed),
      })}
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
  const references = useMemo(() => toProjectReferences(projects), [projects]);
  const columns = useWorkColumns(scope);
  return (
    <ComparedTable
      title={t('work.byProject')}
      hint={t('work.hint')}
      rows={projects}
      getRowId={getRowId}
      columns={columns}
      numberColumns={workNumbers}
      nameColumn="project"
      defaultOrder="-created"
      references={references}
      note={
        truncated &&
        t('work.truncated', { number: formatCount(projects.length) })
      }
    />
  );
}

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
