import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import { getVerificationResult } from '../data/getIntegrityStatus';
import { callboardIntegrityTranslationRef } from '../translation';

/** The result of the verification that just ran. */
export function CheckOutcome(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { status, result } = props.check;
  const finding = getVerificationResult(props.check);
  const getOutcomeContent = () => {
    if (finding) {
      return {
        icon: <CheckCircleOutlineIcon color="success" />,
        text: t('check.done', {
          count: result.rows_checked,
          formatted: formatCount(result.rows_checked),
        }),
      };
    }
    return {
      icon: <InfoOutlinedIcon color="action" />,
      text: t(status === 'cancelled' ? 'check.cancelled' : 'check.failed'),
    };
  };
  // The status above shows the first difference.
  if (result.first_bad) {
    return null;
  }
  const { icon, text } = getOutcomeContent();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box aria-hidden sx={{ display: 'flex' }}>
        {icon}
      </Box>
      {text}
    </Box>
  );
}
