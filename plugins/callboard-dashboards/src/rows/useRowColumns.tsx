import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Activity,
  NumberSource,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  DurationText,
  EntityLink,
  formatCalendarDate,
  GroupIcon,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardDashboardsViewTranslationRef } from '../view/viewTranslation';
import type { WidgetRow } from './useWidgetRows';

type Columns<Row> = DataTableColumn<Row>[];

/** As many faces as a row has room for. */
const MOST_ASSIGNEES = 2;

function useItemColumns(): Columns<WorkItem> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  return useMemo(
    () => [
      {
        id: 'item',
        header: t('rows.item'),
        width: 'minmax(200px, 1fr)',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <GroupIcon group={original.state_group} />
            <EntityLink
              type="work_item"
              id={original.id}
              label={`${original.identifier} ${original.title}`}
            />
          </Box>
        ),
      },
      {
        id: 'assignees',
        header: t('rows.assignees'),
        width: 'minmax(120px, 0.4fr)',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', gap: 1, minWidth: 0 }}>
            {original.assignees.slice(0, MOST_ASSIGNEES).map(ref => (
              <PersonChip key={ref} userRef={ref} />
            ))}
          </Box>
        ),
      },
      {
        id: 'updated',
        header: t('rows.updated'),
        width: '120px',
        align: 'end',
        cell: ({ row }) => <RelativeTime instant={row.original.updated_at} />,
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
        id: 'person',
        header: t('rows.person'),
        width: 'minmax(120px, 0.5fr)',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.logged_by}
            name={original.logged_by_name}
          />
        ),
      },
      {
        id: 'item',
        header: t('rows.item'),
        width: 'minmax(180px, 1fr)',
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
        id: 'duration',
        header: t('rows.duration'),
        width: '88px',
        align: 'end',
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
        id: 'person',
        header: t('rows.person'),
        width: 'minmax(120px, 0.5fr)',
        cell: ({ row: { original } }) => (
          <PersonChip userRef={original.user_id} name={original.user_name} />
        ),
      },
      {
        id: 'what',
        header: t('rows.what'),
        width: 'minmax(200px, 1fr)',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', gap: 1.5, minWidth: 0 }}>
            <ActionLabel action={original.action} />
            <EntityLink
              type={original.entity_type}
              id={original.entity_id}
              label={original.entity_label}
            />
          </Box>
        ),
      },
      {
        id: 'when',
        header: t('rows.when'),
        width: '120px',
        align: 'end',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
    ],
    [t],
  );
}

/** The columns of what is behind the bars of a source. */
export function useRowColumns(source: NumberSource): Columns<WidgetRow> {
  const items = useItemColumns();
  const entries = useTimeColumns();
  const activity = useActivityColumns();
  // A widget's rows are all of its own source.
  const columns: Record<NumberSource, unknown> = {
    work_items: items,
    time: entries,
    people: entries,
    activity,
  };
  return columns[source] as Columns<WidgetRow>;
}
