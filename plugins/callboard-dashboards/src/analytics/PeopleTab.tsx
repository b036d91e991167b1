import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  EmptyState,
  formatCount,
  LoadingState,
  Section,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { orderRows } from './orderRows';
import { TabAnswer } from './TabAnswer';
import { useAnalytics, type AnalyticsOf } from './useAnalytics';
import { peopleNumbers, usePeopleColumns } from './usePeopleColumns';
import { useTableOrder } from './useTableOrder';

type Person = AnalyticsOf<'people'>['people'][number];

const getRowId = ({ user_ref }: Person) => user_ref;

function People(props: { data: AnalyticsOf<'people'>; scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { people, truncated } = props.data;
  const order = useTableOrder('-completed', peopleNumbers, 'person');
  const rows = useMemo(
    () => orderRows(people, order.value, peopleNumbers),
    [people, order.value],
  );
  const mentions = useMemo(
    () =>
      people.map(({ user_ref }) => ({
        entity_type: 'user',
        entity_id: user_ref,
        user_id: user_ref,
      })),
    [people],
  );
  const columns = usePeopleColumns(props.scope.workspace.slug);
  return (
    <Section title={t('people.title')} level={2} hint={t('people.hint')}>
      <ResourcesProvider rows={mentions}>
        <DataTable
          label={t('people.title')}
          columns={columns}
          rows={rows}
          rowId={getRowId}
          order={order}
          isMain
        />
      </ResourcesProvider>
      {truncated && (
        <Box sx={{ mt: 1, typography: 'body2', color: 'text.secondary' }}>
          {t('people.truncated', { number: formatCount(people.length) })}
        </Box>
      )}
    </Section>
  );
}

const counted = ['work', 'time'] as const;

/** Assigned work, finished work and logged time per person. */
export function PeopleTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('people', scope);
  return (
    <TabAnswer
      query={query}
      scope={scope}
      counts={counted}
      skeleton={<LoadingState rows={10} rowHeight={32} />}
    >
      {data =>
        data.people.length === 0 ? (
          <EmptyState title={t('people.none')}>
            {t('people.noneHint')}
          </EmptyState>
        ) : (
          <People data={data} scope={scope} />
        )
      }
    </TabAnswer>
  );
}
