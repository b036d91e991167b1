import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Worklog } from '@callboard/plugin-callboard-common';
import {
  DurationText,
  EntityLink,
  formatCalendarDate,
  visuallyHidden,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { EntryActions, EntryDetails } from '../entries/EntryActions';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';

/** The columns of a list of worklogs. */
export function useEntryColumns(options: {
  workspace: string;
  /** Whether the viewer may change a worklog. */
  mayChange: (worklog: Worklog) => boolean;
  onEdit: (worklog: Worklog) => void;
  onDelete: (worklog: Worklog) => void;
}): DataTableColumn<Worklog>[] {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace, mayChange, onEdit, onDelete } = options;
  return useMemo<DataTableColumn<Worklog>[]>(
    () => [
      {
        id: 'date',
        header: t('entries.date'),
        width: '112px',
        cell: ({ row }) => formatCalendarDate(row.original.logged_at),
      },
      {
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
      {
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
      {
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
      {
        id: 'time',
        header: t('entries.time'),
        width: '88px',
        align: 'end',
        cell: ({ row }) => (
          <DurationText minutes={row.original.duration_minutes} />
        ),
      },
      {
        id: 'actions',
        header: () => (
          <span style={visuallyHidden}>{t('entries.actions')}</span>
        ),
        width: '80px',
        cell: ({ row: { original } }) =>
          mayChange(original) && (
            <EntryActions
              worklog={original}
              onEdit={() => onEdit(original)}
              onDelete={() => onDelete(original)}
            />
          ),
      },
    ],
    [t, workspace, mayChange, onEdit, onDelete],
  );
}
