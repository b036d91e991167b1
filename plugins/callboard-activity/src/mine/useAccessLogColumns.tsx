import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessLogEntry } from '@callboard/plugin-callboard-common';
import {
  PersonChip,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useWorkspaceNames } from '../data/useWorkspaceNames';
import { callboardActivityTranslationRef } from '../translation';
import { AccessLogText } from './AccessLogText';

/** The columns of the access log. */
export function useAccessLogColumns(): DataTableColumn<AccessLogEntry>[] {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const workspaces = useWorkspaceNames();
  return useMemo(() => {
    const getWorkspaceName = ({ workspace_id }: AccessLogEntry) =>
      workspace_id === null
        ? t('accessLog.everywhere')
        : workspaces?.find(({ id }) => id === workspace_id)?.name ??
          t('accessLog.elsewhere');
    return [
      {
        id: 'when',
        header: t('accessLog.when'),
        cell: ({ row }) => <RelativeTime instant={row.original.viewed_at} />,
        width: '160px',
        narrow: 'inline',
      },
      {
        id: 'who',
        header: t('accessLog.who'),
        cell: ({ row }) => (
          <PersonChip
            userRef={row.original.viewed_by}
            name={row.original.viewed_by_name}
            size={20}
          />
        ),
        width: 'minmax(140px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'what',
        header: t('accessLog.what'),
        cell: ({ row }) => <AccessLogText entry={row.original} />,
        width: 'minmax(200px, 2fr)',
        narrow: 'line',
      },
      {
        id: 'where',
        header: t('accessLog.where'),
        cell: ({ row }) => getWorkspaceName(row.original),
        width: 'minmax(120px, 1fr)',
        narrow: 'inline',
      },
    ];
  }, [t, workspaces]);
}
