import {
  CopyableText,
  CopyButton,
  ExportButton,
  formatCount,
  formatInstant,
  getBrowserZone,
  isSuperAdmin,
  LoadingState,
  type Pages,
  PersonChip,
  QueryState,
  RelativeTime,
  Row,
  Section,
  useCallboardClient,
  usePermissionAnswer,
} from '@callboard/plugin-callboard-react';
import {
  type ActivitySeal,
  type VerificationJob,
  endpoints,
  type ExportFormat,
  callboardActivityReadAllPermission,
  type FirstBad,
} from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { AdminTab } from '../admin/AdminTab';
import { CheckPanel } from './CheckPanel';
import {
  useChecks,
  useNewestSeal,
  useIntegrityStatus,
  type Verdict,
  useDifferenceHref,
  useDifferenceLabels,
  useSealingWait,
} from './integrityData';
import { ChecksTable } from './ChecksTable';
import { SealsTable } from './SealsTable';
import { callboardIntegrityTranslationRef } from './translation';
import Alert, { type AlertColor } from '@mui/material/Alert';
import { Link } from '@backstage/core-components';
import AlertTitle from '@mui/material/AlertTitle';
import { HealthAlert } from '../shared/HealthAlert';
import { reserveSpace } from '../shared/useRights';

/** Warns when rows wait long to be sealed. Changes to unsealed rows are not detected. */
function SealingDelayWarning() {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const wait = useSealingWait();
  return wait === undefined ? null : (
    <Alert role="status" severity="warning" variant="outlined">
      <AlertTitle>{t('behind.title')}</AlertTitle>
      {t('behind.hint', { wait })}
    </Alert>
  );
}

/** The first difference between the log and its seals: the row, if any, and the seal. */
function FirstDifference(props: { difference: FirstBad }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const getDifferenceLabel = useDifferenceLabels();
  const { difference } = props;
  const href = useDifferenceHref()(difference);
  return (
    <Box sx={{ mb: 1 }}>
      <Box sx={{ fontWeight: 600 }}>{getDifferenceLabel(difference)}</Box>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto 1fr',
          alignItems: 'center',
          columnGap: 2,
          my: 0.5,
        }}
      >
        {difference.id !== null && (
          <>
            <dt>{t('bad.row')}</dt>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              <code>{difference.id}</code>{' '}
              <CopyButton name={t('bad.row')} text={difference.id} />
            </Box>
          </>
        )}
        {difference.segment !== null && (
          <>
            <dt>{t('bad.seal')}</dt>
            <Box component="dd" sx={{ m: 0 }}>
              {formatCount(difference.segment)}
            </Box>
          </>
        )}
      </Box>
      {href && <Link to={href}>{t('bad.show')}</Link>}
    </Box>
  );
}

function CheckedBy(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { started_by, started_at, finished_at } = props.check;
  return (
    <Row columnGap={1} rowGap={0} sx={{ mt: 1, color: 'text.secondary' }}>
      <span>
        {t('status.checked')}{' '}
        <RelativeTime instant={finished_at ?? started_at} />
      </span>
      <PersonChip userRef={started_by} size={20} />
    </Row>
  );
}

const severities: Record<Verdict['status'], AlertColor> = {
  intact: 'success',
  tampered: 'error',
  unknownHead: 'error',
  unchecked: 'info',
};

function IntegrityStatus(props: {
  newest: ActivitySeal | null;
  verdict: Verdict;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { newest, verdict } = props;
  if (!newest && verdict.status === 'unchecked') {
    return (
      <HealthAlert severity="info" title={t('status.empty')}>
        {t('status.emptyHint')}
      </HealthAlert>
    );
  }
  const check = verdict.status === 'unchecked' ? undefined : verdict.check;
  const stats = [
    check && {
      name: t('status.rows'),
      value: formatCount(check.result.rows_checked),
    },
    newest && { name: t('status.seals'), value: formatCount(newest.number) },
    newest && {
      name: t('status.until'),
      value: formatInstant(newest.sealed_at, 'short'),
    },
  ].filter(stat => !!stat);
  const until = check?.result.sealed_until;
  return (
    <HealthAlert
      severity={severities[verdict.status]}
      title={t(`status.${verdict.status}`)}
      stats={stats}
    >
      {verdict.status === 'tampered' && verdict.check.result.first_bad && (
        <FirstDifference difference={verdict.check.result.first_bad} />
      )}
      {t(`status.${verdict.status}Hint`, {
        until: until ? formatInstant(until, 'seconds') : '',
      })}
      {check && <CheckedBy check={check} />}
    </HealthAlert>
  );
}

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

function Integrity() {
  const newest = useNewestSeal();
  const status = useIntegrityStatus();
  const checks = useChecks();
  return (
    <QueryState query={newest} loading={loading}>
      {seal => (
        <QueryState query={status} loading={loading}>
          {verdict => (
            <QueryState query={checks} loading={loading}>
              {({ items }) => (
                <IntegritySections
                  newest={seal}
                  verdict={verdict}
                  checks={items}
                  pages={checks}
                />
              )}
            </QueryState>
          )}
        </QueryState>
      )}
    </QueryState>
  );
}

function IntegritySections(props: {
  newest: ActivitySeal | null;
  verdict: Verdict;
  checks: VerificationJob[];
  pages: Pages<VerificationJob>;
}) {
  const { newest, verdict, checks, pages } = props;
  const canExport = usePermissionAnswer(callboardActivityReadAllPermission);
  return (
    <Stack spacing={4}>
      <Stack spacing={2}>
        <IntegrityStatus newest={newest} verdict={verdict} />
        <SealingDelayWarning />
        {newest && <CheckPanel newest={newest} checks={checks} />}
      </Stack>
      {newest && <NewestHead seal={newest} />}
      {newest && (
        <Box sx={reserveSpace(canExport)}>
          <OfflineCheck head={newest.head} />
        </Box>
      )}
      {checks.length > 0 && <ChecksTable checks={checks} pages={pages} />}
      {newest && <SealsTable newestNumber={newest.number} />}
    </Stack>
  );
}

export function IntegrityPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <Integrity />
    </AdminTab>
  );
}
