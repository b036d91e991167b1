import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Activity,
  type MetricSource,
  type WorkItem,
  type Worklog,
  endpoints,
  type Widget,
  type WidgetRowsPage,
} from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  DueDate,
  DurationText,
  EntityLink,
  formatCalendarDate,
  PeopleList,
  PersonChip,
  RelativeTime,
  StateBadge,
  Unset,
  usePersonName,
  useResource,
  type DataTableColumn,
  getQueryKey,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import type { ViewerFilters } from '../data/useWidgetData';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';
import { ItemLink } from '../widgets/ItemsTable';

/** A record that contributes to the value of a bar. */
export type WidgetRow = WorkItem | Worklog | Activity;

export function useWidgetRows(
  slug: string,
  { id: wid, dashboard_id }: Pick<Widget, 'id' | 'dashboard_id'>,
  viewerFilters: ViewerFilters,
  { key, group }: Partial<SelectedBar>,
): Pages<WidgetRow> {
  const client = useCallboardClient();
  const params = { slug, id: dashboard_id, wid };
  const query = { ...viewerFilters, key, group };
  return usePages<WidgetRow>({
    queryKey: getQueryKey(endpoints.listWidgetRows, { params, query }),
    load: async (cursor, signal) => {
      const page: WidgetRowsPage = await client.call(endpoints.listWidgetRows, {
        params,
        query: { ...query, cursor },
        signal,
      });
      const { next_cursor, total } = page;
      const items = 'activities' in page ? page.activities : page.items;
      return { items, next_cursor, total };
    },
  });
}

type Columns<Row> = DataTableColumn<Row>[];

/** The badge of an item's state. The name of the state is empty until it is loaded. */
function ItemState(props: { item: WorkItem }) {
  const { state_id, state_group } = props.item;
  const resource = useResource('work_state', state_id);
  const { title: name = '', color } =
    typeof resource === 'object' ? resource : {};
  return <StateBadge state={{ name, color, group: state_group }} />;
}

function Assignees(props: { item: WorkItem }) {
  const getPersonName = usePersonName();
  const { assignees } = props.item;
  return assignees.length > 0 ? (
    <PeopleList
      people={assignees.map(user_ref => ({
        user_ref,
        name: getPersonName(user_ref),
      }))}
    />
  ) : (
    <Unset />
  );
}

function useItemColumns(): Columns<WorkItem> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  return useMemo(
    () => [
      {
        id: 'identifier',
        header: t('rows.identifier'),
        width: '96px',
        cell: ({ row }) => (
          <Box
            component="span"
            sx={{
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
              whiteSpace: 'nowrap',
            }}
          >
            {row.original.identifier}
          </Box>
        ),
      },
      {
        id: 'title',
        header: t('rows.item'),
        width: 'minmax(200px, 1fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <ItemLink id={original.id} title={original.title} />
        ),
      },
      {
        id: 'state',
        header: t('rows.state'),
        width: '128px',
        cell: ({ row }) => <ItemState item={row.original} />,
      },
      {
        id: 'assignees',
        header: t('rows.assignees'),
        width: '160px',
        cell: ({ row }) => <Assignees item={row.original} />,
      },
      {
        id: 'due',
        header: t('rows.due'),
        width: '112px',
        align: 'end',
        narrow: 'end',
        cell: ({ row }) => <DueDate item={row.original} />,
      },
    ],
    [t],
  );
}

function useTimeColumns(): Columns<Worklog> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  return useMemo(
    () => [
      {
        id: 'day',
        header: t('rows.day'),
        width: '112px',
        cell: ({ row }) => formatCalendarDate(row.original.logged_at),
      },
      {
        id: 'item',
        header: t('rows.item'),
        width: 'minmax(180px, 1.4fr)',
        narrow: 'first',
        cell: ({ row }) => {
          const { id, identifier, title } = row.original.work_item;
          return (
            <EntityLink
              type="work_item"
              id={id}
              label={`${identifier} ${title}`}
            />
          );
        },
      },
      {
        id: 'person',
        header: t('rows.person'),
        width: '160px',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.logged_by}
            name={original.logged_by_name}
          />
        ),
      },
      {
        id: 'description',
        header: t('rows.description'),
        width: 'minmax(120px, 1fr)',
        narrow: 'line',
        cell: ({ row }) => row.original.description,
      },
      {
        id: 'duration',
        header: t('rows.duration'),
        width: '80px',
        align: 'end',
        narrow: 'end',
        cell: ({ row }) => (
          <DurationText minutes={row.original.duration_minutes} />
        ),
      },
    ],
    [t],
  );
}

function useActivityColumns(): Columns<Activity> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  return useMemo(
    () => [
      {
        id: 'when',
        header: t('rows.when'),
        width: '112px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'person',
        header: t('rows.person'),
        width: '160px',
        cell: ({ row: { original } }) => (
          <PersonChip userRef={original.user_id} name={original.user_name} />
        ),
      },
      {
        id: 'action',
        header: t('rows.action'),
        width: '168px',
        cell: ({ row }) => <ActionLabel activity={row.original} />,
      },
      {
        id: 'what',
        header: t('rows.what'),
        width: 'minmax(160px, 1fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <EntityLink
            type={original.entity_type}
            id={original.entity_id}
            label={original.entity_label}
          />
        ),
      },
      {
        id: 'details',
        header: t('rows.details'),
        width: 'minmax(140px, 1fr)',
        narrow: 'line',
        cell: ({ row }) => <ChangesLine activity={row.original} />,
      },
    ],
    [t],
  );
}

export function useRowColumns(source: MetricSource): Columns<WidgetRow> {
  const items = useItemColumns();
  const worklogs = useTimeColumns();
  const activity = useActivityColumns();
  // Untyped, because each list of columns fits the records of one source. All rows of a widget come
  // from the same source.
  const columns: Record<MetricSource, unknown> = {
    work_items: items,
    time: worklogs,
    people: worklogs,
    activity,
  };
  return columns[source] as Columns<WidgetRow>;
}
