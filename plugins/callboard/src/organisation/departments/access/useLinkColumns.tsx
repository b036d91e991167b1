import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentLink } from '@callboard/plugin-callboard-common';
import {
  EntityLink,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import LinkOffIcon from '@mui/icons-material/LinkOff';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useMemo } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The columns of a department's links. */
export function useLinkColumns(options: {
  /** Absent without the permission to remove links. */
  onUnlink?: (link: DepartmentLink) => void;
}): DataTableColumn<DepartmentLink>[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { onUnlink } = options;
  return useMemo(() => {
    const columns: Array<DataTableColumn<DepartmentLink> | false> = [
      {
        id: 'name',
        header: t('access.to'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <EntityLink
            type={original.project_id ? 'project' : 'workspace'}
            id={original.entity_ref}
            label={original.name}
          />
        ),
      },
      {
        id: 'kind',
        header: t('access.kind'),
        width: '120px',
        cell: ({ row: { original } }) =>
          original.project_id ? t('access.project') : t('access.workspace'),
      },
      {
        id: 'since',
        header: t('access.since'),
        width: '136px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      onUnlink !== undefined && {
        id: 'actions',
        header: t('access.actions'),
        width: '72px',
        align: 'end',
        cell: ({ row: { original } }) => (
          <Tooltip title={t('unlink.open')}>
            <IconButton
              size="small"
              aria-label={t('unlink.openName', { name: original.name })}
              onClick={() => onUnlink(original)}
            >
              <LinkOffIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, onUnlink]);
}
