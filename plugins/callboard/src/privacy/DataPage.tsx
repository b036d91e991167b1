import {
  toCountParams,
  isSuperAdmin,
  LoadingState,
  QueryState,
  Section,
  useCallboardQuery,
  useEndpointPages,
  type Pages,
  DataTable,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  useAllowed,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Erasure,
  permissions,
} from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { AdminTab } from '../admin/AdminTab';
import { RetentionForm } from './RetentionForm';
import { callboardPrivacyTranslationRef } from './translation';
import { useId, useMemo } from 'react';
import { usePolling } from '../shared/usePolling';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { EraseForm } from './EraseForm';

function ErasureStatus(props: { erasure: Erasure }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { status, progress, tables } = props.erasure;
  if (status === 'running') {
    return <>{t('erasure.statusRunning', { progress: String(progress) })}</>;
  }
  if (status === 'failed') {
    return <>{t('erasure.statusFailed')}</>;
  }
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return <>{t('erasure.statusDone', toCountParams(rows))}</>;
}

/** The columns of the list of erasures. They do not name the erased people. */
function useErasureColumns() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
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
        cell: ({ row }) => <ErasureStatus erasure={row.original} />,
        width: '170px',
        align: 'end',
        narrow: 'end',
      },
    ],
    [t],
  );
}

function ErasureProgress(props: { erasure: Erasure }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { pseudonym, progress } = props.erasure;
  const id = useId();
  return (
    <Box sx={{ maxWidth: 720 }}>
      <Stack
        direction="row"
        flexWrap="wrap"
        justifyContent="space-between"
        columnGap={2}
        sx={{ typography: 'body2', mb: 0.5 }}
      >
        <span id={id} role="status">
          {t('erasure.running')}
        </span>
        <span>{pseudonym}</span>
      </Stack>
      <LinearProgress
        aria-labelledby={id}
        variant="determinate"
        value={progress}
      />
    </Box>
  );
}

const ERASURES_PER_PAGE = 20;

const RUNNING_POLL_MS = 1_000;

/** Loads the erasures, newest first, and refetches them each second while any is running. */
function useErasures(): Pages<Erasure> {
  const erasures = useEndpointPages(endpoints.listErasures, {
    query: { limit: ERASURES_PER_PAGE },
  });
  const { data, refetch } = erasures;
  const isRunning =
    data?.items.some(({ status }) => status === 'running') ?? false;
  usePolling(refetch, isRunning ? RUNNING_POLL_MS : undefined);
  return erasures;
}

const loading = (
  <LoadingState>
    <Skeleton variant="rounded" height={120} />
  </LoadingState>
);

function Erasures() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const erasures = useErasures();
  const columns = useErasureColumns();
  const canErase = useAllowed(permissions.erasure.create);
  return (
    <Section level={2} title={t('erasure.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {t('erasure.hint')}
      </Typography>
      <Stack spacing={3}>
        {canErase && <EraseForm />}
        <QueryState query={erasures} loading={loading}>
          {({ items }) => (
            <>
              {items
                .filter(({ status }) => status === 'running')
                .map(erasure => (
                  <ErasureProgress key={erasure.id} erasure={erasure} />
                ))}
              {items.length === 0 ? (
                <Typography>{t('erasure.empty')}</Typography>
              ) : (
                <DataTable
                  label={t('erasure.list')}
                  columns={columns}
                  rows={items}
                  pages={erasures}
                />
              )}
            </>
          )}
        </QueryState>
      </Stack>
    </Section>
  );
}

function Retention() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const rules = useCallboardQuery(endpoints.getRetention, {});
  const workspaces = useWholeList(endpoints.listWorkspaces, {});
  return (
    <Section level={2} title={t('retention.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {t('retention.hint')}
      </Typography>
      <QueryState query={rules} loading={loading}>
        {({ rules: stored }) => (
          <QueryState query={workspaces} loading={loading}>
            {({ items }) => (
              <RetentionForm stored={stored} workspaces={items} />
            )}
          </QueryState>
        )}
      </QueryState>
    </Section>
  );
}

export function DataPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <Stack spacing={5}>
        <Retention />
        <Erasures />
      </Stack>
    </AdminTab>
  );
}
