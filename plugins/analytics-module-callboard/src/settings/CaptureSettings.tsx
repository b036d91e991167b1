import { InfoCard } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { captureEnabled } from '../consent/captureEnabled';
import { callboardCaptureTranslationRef } from '../translation';
import { CaptureExplanation } from './CaptureExplanation';
import { CaptureSwitch } from './CaptureSwitch';

/** Explains to users what Callboard records about them, and lets them opt out. @public */
export function CaptureSettings() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const enabled = captureEnabled(useApi(configApiRef));
  return (
    <InfoCard title={t('settings.title')}>
      {enabled ? (
        <>
          <CaptureSwitch />
          <CaptureExplanation />
        </>
      ) : (
        <Alert severity="info">
          <Typography variant="body2">{t('settings.offByAdmin')}</Typography>
        </Alert>
      )}
    </InfoCard>
  );
}
