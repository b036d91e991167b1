import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';

/** The progress of a verification, with a cancel button. */
export function CheckProgress(props: {
  check: VerificationJob;
  onCancel: () => void;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { rows_total, result } = props.check;
  const id = useId();
  const checked = result.rows_checked;
  const text = t('check.progress', {
    checked: formatCount(checked),
    total: formatCount(Math.max(checked, rows_total)),
  });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, maxWidth: 720 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            justifyContent: 'space-between',
            columnGap: 2,
            typography: 'body2',
            fontVariantNumeric: 'tabular-nums',
            mb: 0.5,
          }}
        >
          <span id={id} role="status">
            {t('check.running')}
          </span>
          <span>{checked > 0 ? text : t('check.begun')}</span>
        </Box>
        <LinearProgress
          aria-labelledby={id}
          aria-valuetext={text}
          {...(checked > 0
            ? {
                variant: 'determinate' as const,
                value: Math.min(100, (checked / rows_total) * 100),
              }
            : {})}
        />
      </Box>
      <Button onClick={props.onCancel}>{t('check.cancel')}</Button>
    </Box>
  );
}
