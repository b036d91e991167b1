import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ActivitySeal,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import { formatCount, formatInstant } from '@callboard/plugin-callboard-react';
import type { AlertColor } from '@mui/material/Alert';
import { HealthAlert } from '../../shared/HealthAlert';
import { getIntegrityStatus, type Verdict } from '../data/getIntegrityStatus';
import { callboardIntegrityTranslationRef } from '../translation';
import { CheckedBy } from './CheckedBy';
import { FirstDifference } from './FirstDifference';

const severities: Record<Verdict['is'], AlertColor> = {
  intact: 'success',
  tampered: 'error',
  unknownHead: 'error',
  unchecked: 'info',
};

/** The integrity status of the log, as far as it was verified. */
export function IntegrityStatus(props: {
  newest: ActivitySeal | null;
  checks: VerificationJob[];
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { newest, checks } = props;
  const verdict = getIntegrityStatus(checks);
  if (!newest && verdict.is === 'unchecked') {
    return (
      <HealthAlert severity="info" title={t('status.empty')} facts={[]}>
        {t('status.emptyHint')}
      </HealthAlert>
    );
  }
  const check = verdict.is === 'unchecked' ? undefined : verdict.check;
  const facts = [
    check && {
      name: t('status.rows'),
      value: formatCount(check.result.rows_checked),
    },
    newest && { name: t('status.seals'), value: formatCount(newest.number) },
    newest && {
      name: t('status.until'),
      value: formatInstant(newest.sealed_at, 'short'),
    },
  ].filter(fact => !!fact);
  const until = check?.result.sealed_until;
  return (
    <HealthAlert
      severity={severities[verdict.is]}
      title={t(`status.${verdict.is}`)}
      facts={facts}
    >
      {verdict.is === 'tampered' && verdict.check.result.first_bad && (
        <FirstDifference bad={verdict.check.result.first_bad} />
      )}
      {t(`status.${verdict.is}Hint`, {
        until: until ? formatInstant(until, 'seconds') : '',
      })}
      {check && <CheckedBy check={check} />}
    </HealthAlert>
  );
}
