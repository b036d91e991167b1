import {
  isSuperAdmin,
  ExactPath,
  LoadingState,
  QueryState,
  type Pages,
  CopyableText,
  formatCount,
  RelativeTime,
  Section,
  getBrowserZone,
  ExportButton,
  useCallboardClient,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import {
  type ActivitySeal,
  type VerificationJob,
  endpoints,
  type ExportFormat,
  callboardActivityReadAllPermission,
} from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { AdminTab } from '../admin/AdminTab';
import { CheckPanel } from './CheckPanel';
import { useChecks, useNewestSeal } from './integrityData';
import { IntegrityStatus, SealingDelayWarning } from './IntegrityStatus';
import { ChecksTable } from './ChecksTable';
import { SealsTable } from './SealsTable';
import { callboardIntegrityTranslationRef } from './translation';

const formats: ExportFormat[] = ['jsonl'];

/** Exports the whole log with its seals, and shows the command that verifies the file. */
function OfflineCheck(props: { head: string }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const client = useCallboardClient();
  return (
    <Section level={2} title={t('offline.title')} hint={t('offline.hint')}>
      <ExportButton
        downloadKey="integrity"
        fallbackName="export"
        formats={formats}
        label={t('offline.download')}
        open={(_format, signal) => {
          // Without details, the file would lack the detail rows of bulk actions.
          const query = { proof: true, details: true, tz: getBrowserZone() };
          return client.fetch(endpoints.exportAdminActivityJsonl, {
            query,
            signal,
          });
        }}
      />
      <Box sx={{ maxWidth: '72ch' }}>
        <CopyableText
          name={t('offline.command')}
          text={`npx @callboard/verify export.jsonl --head ${props.head}`}
        />
      </Box>
    </Section>
  );
}

/** The newest hash of the integrity chain, to be stored outside Callboard. */
function NewestHead(props: { seal: ActivitySeal }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { head, number, sealed_at } = props.seal;
  return (
    <Section level={2} title={t('head.title')} hint={t('head.hint')}>
      <Box sx={{ maxWidth: '72ch' }}>
        <CopyableText name={t('head.name')} text={head} />
        <Box sx={{ typography: 'body2', color: 'text.secondary', mt: -1 }}>
          {t('head.about', { number: formatCount(number) })}{' '}
          <RelativeTime instant={sealed_at} />
        </Box>
      </Box>
    </Section>
  );
}

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

/**
 * The integrity status of the log, the verification form, and all verifications and seals.
 */
function Integrity() {
  const newest = useNewestSeal();
  const checks = useChecks();
  return (
    <QueryState query={newest} loading={loading}>
      {seal => (
        <QueryState query={checks} loading={loading}>
          {({ items }) => (
            <IntegritySections newest={seal} checks={items} pages={checks} />
          )}
        </QueryState>
      )}
    </QueryState>
  );
}

function IntegritySections(props: {
  newest: ActivitySeal | null;
  checks: VerificationJob[];
  pages: Pages<VerificationJob>;
}) {
  const { newest, checks, pages } = props;
  const canExport = useAllowed(callboardActivityReadAllPermission);
  return (
    <Stack spacing={4}>
      <Stack spacing={2}>
        <IntegrityStatus newest={newest} checks={checks} />
        <SealingDelayWarning />
        {newest && <CheckPanel newest={newest} checks={checks} />}
      </Stack>
      {newest && <NewestHead seal={newest} />}
      {newest && canExport && <OfflineCheck head={newest.head} />}
      {checks.length > 0 && <ChecksTable checks={checks} pages={pages} />}
      {newest && <SealsTable newest={newest.number} />}
    </Stack>
  );
}

/** The integrity of the activity log: its status, verifications and evidence. */
export function IntegrityPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <ExactPath>
        <Integrity />
      </ExactPath>
    </AdminTab>
  );
}
