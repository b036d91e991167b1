import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { permissions, type Worklog } from '@callboard/plugin-callboard-common';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import {
  TooltipIconButton,
  ClockTime,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { useDeleteEntry } from './entryMutations';

export function EntryDetails(props: { worklog: Worklog }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { started_at, activity_type, is_billable, source, overlaps } =
    props.worklog;
  const details: ReadonlyArray<readonly [string, ReactNode]> = [
    ['start', started_at && <ClockTime instant={started_at} />],
    ['type', activity_type],
    ['billable', is_billable && t('entry.isBillable')],
    ['timer', source === 'timer' && t('entry.byTimer')],
    [
      'overlaps',
      overlaps && (
        <Box component="span" sx={{ color: 'warning.main' }}>
          {t('entry.overlaps')}
        </Box>
      ),
    ],
  ];
  const visibleDetails = details.filter(([, detail]) => detail);
  return visibleDetails.length > 0 ? (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        color: 'text.secondary',
        typography: 'caption',
        '& > :not(:first-of-type)::before': { content: '" · "' },
        whiteSpace: 'pre-wrap',
      }}
    >
      {visibleDetails.map(([name, detail]) => (
        <span key={name}>{detail}</span>
      ))}
    </Box>
  ) : null;
}

export function EntryActions(props: {
  slug: string;
  worklog: Worklog;
  onEdit: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, worklog, onEdit } = props;
  const { work_item, period_status } = worklog;
  const remove = useDeleteEntry(slug);
  const canEdit = useAllowed(permissions.worklog.update, worklog.project_id);
  const canDelete = useAllowed(permissions.worklog.delete, worklog.project_id);
  if (period_status === 'submitted' || period_status === 'approved') {
    return (
      <Tooltip title={t(`entry.locked.${period_status}`)}>
        <Box
          component="span"
          role="img"
          tabIndex={0}
          sx={{
            display: 'inline-flex',
            verticalAlign: 'middle',
            flexShrink: 0,
            color: 'text.secondary',
          }}
        >
          <LockOutlinedIcon fontSize="small" />
        </Box>
      </Tooltip>
    );
  }
  const item = work_item.identifier;
  return (
    <Box sx={{ display: 'flex', flexShrink: 0, my: '-5px' }}>
      {canEdit && (
        <TooltipIconButton
          label={t('entry.editOne', { item })}
          icon={<EditOutlinedIcon fontSize="small" />}
          onClick={onEdit}
        />
      )}
      {canDelete && (
        <TooltipIconButton
          label={t('entry.deleteOne', { item })}
          icon={<DeleteOutlineIcon fontSize="small" />}
          onClick={() => remove(worklog)}
        />
      )}
    </Box>
  );
}
