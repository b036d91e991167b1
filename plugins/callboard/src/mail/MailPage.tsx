import {
  isSuperAdmin,
  LoadingState,
  ExactPath,
  QueryState,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { FolderMails } from './FolderMails';
import { MailHealth } from './MailHealth';
import { MailView } from './MailView';
import { UndeliveredMails } from './UndeliveredMails';
import { useMailStatus } from './useMailStatus';

const urlNames = ['mail'] as const;

/** The status of outgoing emails with undelivered and stored ones, or the email in the URL. */
export function MailPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <ExactPath>
        <Mails />
      </ExactPath>
    </AdminTab>
  );
}

function Mails() {
  const [{ mail }, setUrl] = useUrlState(urlNames);
  const status = useMailStatus();
  if (mail) {
    return <MailView id={mail} onClose={() => setUrl({ mail: undefined })} />;
  }
  return (
    <QueryState
      query={status}
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
            <FolderMails onOpen={({ id }) => setUrl({ mail: id })} />
          )}
        </Stack>
      )}
    </QueryState>
  );
}
