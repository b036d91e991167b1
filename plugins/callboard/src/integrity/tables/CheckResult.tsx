import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import BlockIcon from '@mui/icons-material/Block';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import WarningAmberIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import { useDifferenceLabels } from '../data/useDifferenceLabels';
import { useRowHref } from '../../shared/useRowHref';
import { getVerificationResult } from '../data/getIntegrityStatus';
import { callboardIntegrityTranslationRef } from '../translation';

const icons = {
  intact: <CheckCircleOutlineIcon fontSize="small" color="success" />,
  tampered: <ErrorOutlineIcon fontSize="small" color="error" />,
  unknownHead: <HelpOutlineIcon fontSize="small" color="error" />,
  running: <HourglassEmptyIcon fontSize="small" color="action" />,
  cancelled: <BlockIcon fontSize="small" color="action" />,
  failed: <WarningAmberIcon fontSize="small" color="warning" />,
};

/** The result of a verification as text, followed by the number of rows or the first difference. */
export function CheckResult(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { check } = props;
  const { rows_checked, first_bad } = check.result;
  // The fallback only satisfies the type: a completed verification always has a result.
  const state =
    getVerificationResult(check) ??
    (check.status === 'done' ? 'intact' : check.status);
  const rows = t('checks.rows', {
    count: rows_checked,
    formatted: formatCount(rows_checked),
  });
  return (
    <Box sx={{ display: 'flex', gap: 1, minWidth: 0, py: 0.5 }}>
      <Box aria-hidden sx={{ display: 'flex', pt: 0.125 }}>
        {icons[state]}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {t(`checks.${state}`)}
        {first_bad === null && state !== 'running' && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {rows}
          </Box>
        )}
        {first_bad !== null && first_bad.segment !== null && (
          <Difference bad={{ ...first_bad, segment: first_bad.segment }} />
        )}
      </Box>
    </Box>
  );
}

function Difference(props: {
  bad: {
    id: string | null;
    kind: 'changed' | 'missing' | 'added';
    segment: number;
  };
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const words = useDifferenceLabels();
  const rowHref = useRowHref();
  const { bad } = props;
  const href =
    bad.id !== null && bad.kind !== 'missing' ? rowHref(bad.id) : undefined;
  const sealLabel = t('checks.sealLabel', { number: formatCount(bad.segment) });
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {words(bad)}{' '}
      {href ? (
        <Link to={href} underline="always">
          {t('checks.show')}
        </Link>
      ) : null}{' '}
      ({sealLabel})
    </Box>
  );
}
