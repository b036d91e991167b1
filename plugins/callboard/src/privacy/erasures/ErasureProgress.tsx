import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Erasure } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';

/** The progress of an erasure. */
export function ErasureProgress(props: { erasure: Erasure }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { pseudonym, progress } = props.erasure;
  const id = useId();
  return (
    <Box sx={{ maxWidth: 720 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 2,
          typography: 'body2',
          mb: 0.5,
        }}
      >
        <span id={id} role="status">
          {t('erasure.running')}
        </span>
        <span>{pseudonym}</span>
      </Box>
      <LinearProgress
        aria-labelledby={id}
        variant="determinate"
        value={progress}
      />
    </Box>
  );
}
