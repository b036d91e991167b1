import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  EmptyState,
  formatCount,
  Section,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { ChartAndTableSkeleton } from './ChartAndTableSkeleton';
import { toProjectMentions } from './toProjectMentions';
import { orderRows } from './orderRows';
import { TabAnswer } from './TabAnswer';
import { useAnalytics, type AnalyticsOf } from './useAnalytics';
import { useTableOrder } from './useTableOrder';
import { useWorkColumns, workNumbers } from './useWorkColumns';
import { WorkOverTime } from './WorkOverTime';

type ProjectRow = AnalyticsOf<'work-items'>['projects'][number];

const getRowId = ({ project_id }: ProjectRow) => project_id;

function WorkOfProjects(props: {
  data: AnalyticsOf<'work-items'>;
  scope: AnalyticsScope;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { data, scope } = props;
  const { projects, truncated } = data;
  const order = useTableOrder('-created', workNumbers, 'project');
  const rows = useMemo(
    () => orderRows(projects, order.value, workNumbers),
    [projects, order.value],
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

const counted = ['work'] as const;

/** Created and finished work, over time and per project. */
export function WorkTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('work-items', scope);
  return (
    <TabAnswer
      query={query}
      scope={scope}
      counts={counted}
      skeleton={<ChartAndTableSkeleton />}
    >
      {data =>
        data.projects.length === 0 ? (
          <EmptyState title={t('work.none')}>{t('work.noneHint')}</EmptyState>
        ) : (
          <>
            <WorkOverTime data={data} />
            <WorkOfProjects data={data} scope={scope} />
          </>
        )
      }
    </TabAnswer>
  );
}
