import {
  isSuperAdmin,
  LoadingState,
  QueryState,
  useUrlState,
  formatCount,
  RelativeTime,
  DataTable,
  PersonChip,
  EmptyState,
  type DataTableColumn,
  Section,
} from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_UNDELIVERED_MAILS,
  type MailStatus,
  type UndeliveredMail,
} from '@callboard/plugin-callboard-common';
import type { AlertColor } from '@mui/material/Alert';
import Box from '@mui/material/Box';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import { useMemo, useState } from 'react';
import { AdminTab } from '../admin/AdminTab';
import { HealthAlert } from '../shared/HealthAlert';
import { callboardTranslationRef } from '../translation';
import { FolderMails, MailView } from './MailFolder';
import { countUndelivered, useMailStatus } from './useMailStatus';

function getMailState({ transport, failing_since }: MailStatus) {
  if (transport === null) {
    return 'off';
  }
  if (failing_since !== null) {
    return 'failing';
  }
  return transport === 'folder' ? 'folder' : 'well';
}

const severities: Record<ReturnType<typeof getMailState>, AlertColor> = {
  off: 'info',
  failing: 'error',
  folder: 'info',
  well: 'success',
};

function MailHealth(props: { status: MailStatus }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { status } = props;
  const state = getMailState(status);
  const stats = [
    { name: t('mail.sent'), value: formatCount(status.last_day.sent) },
    { name: t('mail.waiting'), value: formatCount(status.waiting) },
    {
      name: t('mail.notDelivered'),
      value: formatCount(countUndelivered(status)),
    },
  ];
  return (
    <HealthAlert
      severity={severities[state]}
      title={t(`mail.${state}`)}
      stats={state === 'off' ? undefined : stats}
    >
      {t(`mail.${state}Hint`)}
      {status.failing_since !== null && (
        <Box sx={{ mt: 1, overflowWrap: 'anywhere' }}>
          {t('mail.since')} <RelativeTime instant={status.failing_since} />:{' '}
          {status.last_error}
        </Box>
      )}
    </HealthAlert>
  );
}

function UndeliveredMails(props: { mails: UndeliveredMail[] }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const columns = useMemo<DataTableColumn<UndeliveredMail>[]>(
    () => [
      {
        id: 'person',
        header: t('mail.person'),
        cell: ({ row }) => <PersonChip userRef={row.original.user_ref} />,
        width: 'minmax(140px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'address',
        header: t('mail.address'),
        cell: ({ row }) => row.original.email ?? '–',
        width: 'minmax(160px, 1fr)',
      },
      {
        id: 'problem',
        header: t('mail.problem'),
        cell: ({ row }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            {t(`mail.problems.${row.original.status}`)}
            {row.original.status !== 'unknown' && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                {row.original.last_error}
              </Box>
            )}
          </Box>
        ),
        width: 'minmax(200px, 2fr)',
        narrow: 'line',
      },
      {
        id: 'when',
        header: t('mail.when'),
        cell: ({ row }) => <RelativeTime instant={row.original.updated_at} />,
        width: '140px',
      },
    ],
    [t],
  );
  return (
    <Section
      level={2}
      title={t('mail.undelivered')}
      hint={
        props.mails.length === MAX_UNDELIVERED_MAILS &&
        t('mail.newestOnly', { formatted: formatCount(MAX_UNDELIVERED_MAILS) })
      }
    >
      {props.mails.length === 0 ? (
        <EmptyState
          icon={<CheckCircleOutlineIcon />}
          title={t('mail.undeliveredEmpty')}
        >
          {t('mail.undeliveredHint')}
        </EmptyState>
      ) : (
        <DataTable
          label={t('mail.undelivered')}
          columns={columns}
          rows={props.mails}
        />
      )}
    </Section>
  );
}

const urlParameters = ['mail'] as const;

/** The status and the lists of emails. If the URL names an email, shows only this email. */
export function MailPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <MailPageContent />
    </AdminTab>
  );
}

function MailPageContent() {
  const [{ mail }, setUrl] = useUrlState(urlParameters);
  const statusQuery = useMailStatus();
  const [closedId, setClosedId] = useState<string>();
  if (mail) {
    const close = () => {
      setUrl({ mail: undefined });
      setClosedId(mail);
    };
    return <MailView id={mail} onClose={close} />;
  }
  return (
    <QueryState
      query={statusQuery}
      loading={
        <LoadingState>
          <Skeleton variant="rounded" height={94} />
        </LoadingState>
      }
    >
      {data => (
        <Stack spacing={3}>
          <MailHealth status={data} />
          {data.transport !== null && (
            <UndeliveredMails mails={data.undelivered} />
          )}
          {data.transport === 'folder' && (
            <FolderMails
              onOpen={({ id }) => setUrl({ mail: id })}
              arrival={
                closedId === undefined
                  ? undefined
                  : {
                      rowId: closedId,
                      onArrive: () => setClosedId(undefined),
                    }
              }
            />
          )}
        </Stack>
      )}
    </QueryState>
  );
}
