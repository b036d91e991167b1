import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  ClockTime,
  EntityLink,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useMemo } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { AssistantBadge } from './AssistantBadge';
import { ExpandButton } from './ExpandButton';

/** The columns of activity lists. */
export function useActivityColumns(options: {
  withPerson: boolean;
  withEntity: boolean;
  onOpen: (row: Activity) => void;
}): DataTableColumn<Activity>[] {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { withPerson, withEntity, onOpen } = options;
  return useMemo(() => {
    const time: DataTableColumn<Activity> = {
      id: 'time',
      header: t('columns.time'),
      // "11:40 AM" in one line.
      width: '72px',
      cell: ({ row }) => <ClockTime instant={row.original.created_at} />,
    };
    const person: DataTableColumn<Activity> = {
      id: 'person',
      header: t('columns.person'),
      width: 'minmax(120px, 1.1fr)',
      cell: ({ row }) => (
        <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
          <PersonChip
            userRef={row.original.user_id}
            name={row.original.user_name}
          />
          <AssistantBadge activity={row.original} />
        </Box>
      ),
    };
    const action: DataTableColumn<Activity> = {
      id: 'action',
      header: t('columns.action'),
      width: 'minmax(112px, 0.8fr)',
      cell: ({ row }) => (
        <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
          <ActionLabel activity={row.original} />
          {!withPerson && <AssistantBadge activity={row.original} />}
        </Box>
      ),
    };
    const entity: DataTableColumn<Activity> = {
      id: 'entity',
      header: t('columns.entity'),
      width: 'minmax(140px, 1.6fr)',
      narrow: 'line',
      cell: ({ row }) => (
        <EntityLink
          type={row.original.entity_type}
          id={row.original.entity_id}
          label={row.original.entity_label}
        />
      ),
    };
    const details: DataTableColumn<Activity> = {
      id: 'details',
      header: t('columns.details'),
      width: 'minmax(140px, 2fr)',
      narrow: 'line',
      cell: ({ row: { original } }) => (
        <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
          {original.batch_id && <ExpandButton row={original} />}
          <ChangesLine activity={original} />
        </Box>
      ),
    };
    const open: DataTableColumn<Activity> = {
      id: 'open',
      header: () => (
        <Box
          component="span"
          sx={{
            position: 'absolute',
            width: '1px',
            height: '1px',
            overflow: 'hidden',
            clipPath: 'inset(50%)',
          }}
        >
          {t('columns.open')}
        </Box>
      ),
      width: '28px',
      narrow: 'hide',
      cell: ({ row }) => (
        <IconButton
          size="small"
          tabIndex={-1}
          aria-label={t('columns.open')}
          onClick={() => onOpen(row.original)}
          sx={{ color: 'text.secondary', p: 0.25 }}
        >
          <ChevronRightIcon fontSize="small" />
        </IconButton>
      ),
    };
    return [
      time,
      ...(withPerson ? [person] : []),
      action,
      ...(withEntity ? [entity] : []),
      details,
      open,
    ];
  }, [t, withPerson, withEntity, onOpen]);
}
