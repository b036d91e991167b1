import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  EmptyState,
  formatCount,
  LoadingState,
  Section,
  ResourcesProvider,
  DurationText,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { countFormatter, TrendCell, minuteFormatter } from './TrendCell';
import {
  type AnalyticsScope,
  useAnalytics,
  type AnalyticsOf,
} from './useAnalytics';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { useOrderedRows } from './useOrderedRows';
import { TabContent } from './TabContent';

/** The numbers of a person. */
const peopleNumbers = ['assigned', 'completed', 'logged_minutes'] as const;

const columnStyles = {
  assigned: { width: '136px', numberWidth: 40, goodDirection: 'neutral' },
  completed: { width: '136px', numberWidth: 40, goodDirection: 'more' },
  logged_minutes: { width: '192px', numberWidth: 72, goodDirection: 'neutral' },
} as const;

/** The columns of people and their work. */
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
      ...peopleNumbers.map((name): DataTableColumn<Person> => {
        const { width, numberWidth, goodDirection } = columnStyles[name];
        const isTime = name === 'logged_minutes';
        return {
          id: name,
          header: t(`people.${name}`),
          width,
          align: 'end',
          orderBy: name,
          cell: ({ row: { original } }) => (
            <TrendCell
              label={t(`people.${name}`)}
              number={original[name]}
              formatter={isTime ? minuteFormatter : countFormatter}
              goodDirection={goodDirection}
              numberWidth={numberWidth}
            >
              {isTime && <DurationText minutes={original[name].count} />}
            </TrendCell>
          ),
        };
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
  const { rows, order } = useOrderedRows(
    people,
    '-completed',
    peopleNumbers,
    'person',
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

/** Assigned work, finished work and logged time per person. */
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
