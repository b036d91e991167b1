import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type FolderMail } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  RelativeTime,
  useCallboardQuery,
  type DataTableColumn,
  Section,
} from '@callboard/plugin-callboard-react';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { useMemo } from 'react';
import { callboardTranslationRef } from '../translation';

const POLL = 15_000;
const getRowId = ({ id }: FolderMail) => id;

/** The emails that were written to a folder instead of being sent. */
export function FolderMails(props: { onOpen: (mail: FolderMail) => void }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const list = useCallboardQuery(
    endpoints.listFolderMails,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
  const columns = useMemo<DataTableColumn<FolderMail>[]>(
    () => [
      {
        id: 'subject',
        header: t('mail.subject'),
        cell: ({ row }) => row.original.subject,
        width: 'minmax(200px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'to',
        header: t('mail.to'),
        cell: ({ row }) => row.original.to,
        width: 'minmax(160px, 2fr)',
      },
      {
        id: 'date',
        header: t('mail.date'),
        cell: ({ row }) => <RelativeTime instant={row.original.date} />,
        width: '140px',
      },
    ],
    [t],
  );
  return (
    <Section level={2} title={t('mail.mails')}>
      <QueryState query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<MailOutlineIcon />} title={t('mail.mailsEmpty')}>
              {t('mail.mailsHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('mail.mails')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              onRowOpen={props.onOpen}
            />
          )
        }
      </QueryState>
    </Section>
  );
}
