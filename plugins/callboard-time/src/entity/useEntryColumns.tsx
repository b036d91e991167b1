import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Worklog } from '@callboard/plugin-callboard-common';
import {
  DurationText,
  EntityLink,
  formatCalendarDate,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { EntryDetails } from '../entries/EntryActions';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';

type EntryColumns = Record<
  'date' | 'item' | 'person' | 'description' | 'time',
  DataTableColumn<Worklog>
>;

export function useEntryColumns(workspace: string): EntryColumns {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  return useMemo<EntryColumns>(
    () => ({
      date: {
        id: 'date',
        header: t('entries.date'),
        width: '112px',
        cell: ({ row }) => formatCalendarDate(row.original.logged_at),
      },
      item: {
        id: 'item',
        header: t('entries.item'),
        width: 'minmax(180px, 2fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <EntityLink
            type="work_item"
            id={original.work_item_id}
            label={`${original.work_item.identifier} ${original.work_item.title}`}
          />
        ),
      },
      person: {
        id: 'person',
        header: t('entries.person'),
        width: 'minmax(120px, 1fr)',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.logged_by}
            name={original.logged_by_name}
            workspace={workspace}
          />
        ),
      },
      description: {
        id: 'description',
        header: t('entries.description'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
            {original.description} <EntryDetails worklog={original} />
          </Box>
        ),
      },
      time: {
        id: 'time',
        header: t('entries.time'),
        width: '88px',
        align: 'end',
        cell: ({ row }) => (
          <DurationText minutes={row.original.duration_minutes} />
        ),
      },
    }),
    [t, workspace],
  );
}
