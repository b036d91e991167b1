import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ActivitySeal,
  VerificationJob,
  FirstBad,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  formatInstant,
  PersonChip,
  RelativeTime,
  CopyButton,
} from '@callboard/plugin-callboard-react';
import Alert, { type AlertColor } from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { Link } from '@backstage/core-components';
import AlertTitle from '@mui/material/AlertTitle';
import { HealthAlert } from '../shared/HealthAlert';
import {
  getIntegrityStatus,
  type Verdict,
  useDifferenceHref,
  useDifferenceLabels,
  useSealingWait,
} from './integrityData';
import { callboardIntegrityTranslationRef } from './translation';
import { Row } from '../shared/Row';

/** Warns when rows wait long to be sealed. Changes to unsealed rows are not detected. */
export function SealingDelayWarning() {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const wait = useSealingWait();
  return wait === undefined ? null : (
    <Alert role="status" severity="warning" variant="outlined">
      <AlertTitle>{t('behind.title')}</AlertTitle>
      {t('behind.hint', { wait })}
    </Alert>
  );
}

/** The first difference: its row, and the seal of the row. */
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

/** When the log was verified, and by whom. */
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

/** The integrity status of the log, according to its verifications. */
export function IntegrityStatus(props: {
  newest: ActivitySeal | null;
  checks: VerificationJob[];
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { newest, checks } = props;
  const verdict = getIntegrityStatus(checks);
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
