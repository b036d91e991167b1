import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { PersonChip, RelativeTime } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardIntegrityTranslationRef } from '../translation';

/** When the log was verified, and by whom. */
export function CheckedBy(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { started_by, started_at, finished_at } = props.check;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        mt: 1,
        color: 'text.secondary',
      }}
    >
      <span>
        {t('status.checked')}{' '}
        <RelativeTime instant={finished_at ?? started_at} />
      </span>
      <PersonChip userRef={started_by} size={20} />
    </Box>
  );
}
