import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UndeliveredMail } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  Section,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardTranslationRef } from '../translation';

const getRowId = ({ id }: UndeliveredMail) => id;

/** The undelivered emails with their errors. */
export function UndeliveredMails(props: { mails: UndeliveredMail[] }) {
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
    <Section level={2} title={t('mail.undelivered')}>
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
          rowId={getRowId}
        />
      )}
    </Section>
  );
}
