import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { ReactNode } from 'react';
import { callboardCaptureTranslationRef } from '../translation';

/** Explains in plain words what is recorded, what is not, and who sees it. */
export function CaptureExplanation() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  return (
    <Box sx={{ maxWidth: '70ch' }}>
      <Part title={t('settings.recordedTitle')}>
        <Points
          points={[
            t('settings.recorded.pages'),
            t('settings.recorded.searches'),
            t('settings.recorded.clicks'),
            t('settings.recorded.who'),
          ]}
        />
      </Part>
      <Part title={t('settings.notRecordedTitle')}>
        <Points
          points={[
            t('settings.notRecorded.content'),
            t('settings.notRecorded.outside'),
            t('settings.notRecorded.secrets'),
          ]}
        />
      </Part>
      <Part title={t('settings.readersTitle')}>
        <Typography variant="body2">{t('settings.readers')}</Typography>
      </Part>
      <Part title={t('settings.effectTitle')}>
        <Typography variant="body2">{t('settings.effect')}</Typography>
      </Part>
    </Box>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="subtitle1" component="h2" gutterBottom>
        {props.title}
      </Typography>
      {props.children}
    </Box>
  );
}

function Points(props: { points: string[] }) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 3 }}>
      {props.points.map(point => (
        <Typography key={point} component="li" variant="body2">
          {point}
        </Typography>
      ))}
    </Box>
  );
}
