import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type AccessLogEntry,
} from '@callboard/plugin-callboard-common';
import {
  ListTable,
  EmptyState,
  useEndpointPages,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  toCountParams,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import Box from '@mui/material/Box';
import { useOwnWorkspaces } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';

/** Describes one data access, with the reason that was given for it, if any. */
function AccessLogText(props: { entry: AccessLogEntry }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { kind, rows, reason } = props.entry;
  const count = rows ?? 0;
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {kind === 'export'
        ? t('accessLog.export', toCountParams(count))
        : t(`accessLog.${kind}`)}
      {reason && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('accessLog.reason', { reason })}
        </Box>
      )}
    </Box>
  );
}

function useAccessLogColumns(): DataTableColumn<AccessLogEntry>[] {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const workspaces = useOwnWorkspaces();
  return useMemo(() => {
    const findWorkspace = ({ workspace_id }: AccessLogEntry) =>
      workspaces?.find(({ id }) => id === workspace_id);
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
            workspace={findWorkspace(row.original)?.slug}
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
        cell: ({ row: { original } }) =>
          original.workspace_id === null
            ? t('accessLog.everywhere')
            : findWorkspace(original)?.name ?? t('accessLog.elsewhere'),
        width: 'minmax(120px, 1fr)',
        narrow: 'inline',
      },
    ];
  }, [t, workspaces]);
}

export function MyAccessLog() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const pages = useEndpointPages(endpoints.listMyAccessLog, { query: {} });
  const columns = useAccessLogColumns();
  return (
    <ListTable
      label={t('accessLog.label')}
      columns={columns}
      list={pages}
      empty={
        <EmptyState title={t('accessLog.none')}>
          {t('accessLog.noneHint')}
        </EmptyState>
      }
      isMain
    />
  );
}
