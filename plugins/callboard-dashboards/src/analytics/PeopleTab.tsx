import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  formatCount,
  LoadingState,
  DurationText,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { ComparedTable } from './ComparedTable';
import {
  countFormatter,
  createTrendColumn,
  minuteFormatter,
} from './TrendCell';
import {
  type AnalyticsScope,
  useAnalytics,
  type AnalyticsOf,
} from './useAnalytics';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { TabContent } from './TabContent';

const peopleNumbers = ['assigned', 'completed', 'logged_minutes'] as const;

const columnStyles = {
  assigned: { width: '136px', numberWidth: 40, goodDirection: 'neutral' },
  completed: { width: '136px', numberWidth: 40, goodDirection: 'more' },
  logged_minutes: { width: '192px', numberWidth: 72, goodDirection: 'neutral' },
} as const;

function usePeopleColumns(workspace: string): DataTableColumn<Person>[] {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  return useMemo<DataTableColumn<Person>[]>(
    () => [
      {
        id: 'person',
        header: t('people.person'),
        width: 'minmax(160px, 1fr)',
        narrow: 'line',
        orderBy: 'person',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.user_ref}
            name={original.name}
            workspace={workspace}
          />
        ),
      },
      ...peopleNumbers.map(name => {
        const isTime = name === 'logged_minutes';
        return createTrendColumn<typeof name, Person>(name, {
          ...columnStyles[name],
          header: t(`people.${name}`),
          formatter: isTime ? minuteFormatter : countFormatter,
          renderNumber: person =>
            isTime && <DurationText minutes={person[name].count} />,
        });
      }),
    ],
    [t, workspace],
  );
}

type Person = AnalyticsOf<'people'>['people'][number];

const getRowId = ({ user_ref }: Person) => user_ref;

function People(props: { data: AnalyticsOf<'people'>; scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { people, truncated } = props.data;
  const references = useMemo(
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
    <ComparedTable
      title={t('people.title')}
      hint={t('people.hint')}
      rows={people}
      getRowId={getRowId}
      columns={columns}
      numberColumns={peopleNumbers}
      nameColumn="person"
      defaultOrder="-completed"
      references={references}
      note={
        truncated &&
        t('people.truncated', { number: formatCount(people.length) })
      }
    />
  );
}

export function PeopleTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('people', scope);
  return (
    <TabContent
      query={query}
      scope={scope}
      dataKinds={['work', 'time']}
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
    </TabContent>
  );
}
