import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Erasure } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  formatCount,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';

const getRowId = ({ id }: Erasure) => id;

function useStatusText() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  return useCallback(
    ({ status, progress, tables }: Erasure) => {
      if (status === 'running') {
        return t('erasure.statusRunning', { progress: String(progress) });
      }
      const rows = tables.reduce((sum, each) => sum + each.rows, 0);
      return status === 'failed'
        ? t('erasure.statusFailed')
        : t('erasure.statusDone', {
            count: rows,
            formatted: formatCount(rows),
          });
    },
    [t],
  );
}

function useColumns() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const statusText = useStatusText();
  return useMemo<DataTableColumn<Erasure>[]>(
    () => [
      {
        id: 'started',
        header: t('erasure.started'),
        cell: ({ row }) => <RelativeTime instant={row.original.started_at} />,
        width: '140px',
      },
      {
        id: 'pseudonym',
        header: t('erasure.pseudonym'),
        cell: ({ row }) => row.original.pseudonym,
        width: 'minmax(190px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'reason',
        header: t('erasure.reason'),
        cell: ({ row }) => row.original.reason,
        width: 'minmax(200px, 2fr)',
      },
      {
        id: 'by',
        header: t('erasure.by'),
        cell: ({ row }) => (
          <PersonChip userRef={row.original.requested_by} size={20} />
        ),
        width: 'minmax(140px, 1fr)',
      },
      {
        id: 'status',
        header: t('erasure.status'),
        cell: ({ row }) => statusText(row.original),
        width: '170px',
        align: 'end',
        narrow: 'end',
      },
    ],
    [t, statusText],
  );
}

/** The erasures, newest first. They do not name the erased people. */
export function ErasuresTable(props: {
  erasures: Erasure[];
  pages: Pages<Erasure>;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const columns = useColumns();
  return (
    <DataTable
      label={t('erasure.list')}
      columns={columns}
      rows={props.erasures}
      rowId={getRowId}
      pages={props.pages}
    />
  );
}
