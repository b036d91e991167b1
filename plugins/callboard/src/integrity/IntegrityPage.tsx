import {
  isSuperAdmin,
  ExactPath,
  LoadingState,
  QueryState,
  type Pages,
} from '@callboard/plugin-callboard-react';
import type {
  ActivitySeal,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { CheckPanel } from './check/CheckPanel';
import { useChecks } from './data/useChecks';
import { useNewestSeal } from './data/useNewestSeal';
import { NewestHead } from './handout/NewestHead';
import { OfflineCheck } from './handout/OfflineCheck';
import { IntegrityStatus } from './status/IntegrityStatus';
import { SealingBehind } from './status/SealingBehind';
import { ChecksTable } from './tables/ChecksTable';
import { SealsTable } from './tables/SealsTable';

const loading = (
  <LoadingState>
    <Stack spacing={3}>
      <Skeleton variant="rounded" height={94} />
      <Skeleton variant="rounded" height={37} width={140} />
      <Skeleton variant="rounded" height={120} />
      <Skeleton variant="rounded" height={240} />
    </Stack>
  </LoadingState>
);

/** The integrity status of the log, the verification form, and all verifications and checkpoints. */
function Integrity() {
  const newest = useNewestSeal();
  const checks = useChecks();
  return (
    <QueryState query={newest} loading={loading}>
      {seal => (
        <QueryState query={checks} loading={loading}>
          {({ items }) => <Parts newest={seal} checks={items} pages={checks} />}
        </QueryState>
      )}
    </QueryState>
  );
}

function Parts(props: {
  newest: ActivitySeal | null;
  checks: VerificationJob[];
  pages: Pages<VerificationJob>;
}) {
  const { newest, checks, pages } = props;
  return (
    <Stack spacing={4}>
      <Stack spacing={2}>
        <IntegrityStatus newest={newest} checks={checks} />
        <SealingBehind />
        {newest && <CheckPanel newest={newest} checks={checks} />}
      </Stack>
      {newest && <NewestHead seal={newest} />}
      {newest && <OfflineCheck head={newest.head} />}
      {checks.length > 0 && <ChecksTable checks={checks} pages={pages} />}
      {newest && <SealsTable newest={newest.number} />}
    </Stack>
  );
}

/** The integrity of the activity log: its status, verifications and evidence. */
export function IntegrityPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <ExactPath>
        <Integrity />
      </ExactPath>
    </AdminTab>
  );
}
