import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { callboardCaptureTranslationRef } from '../translation';
import { CaptureChoice, useCaptureChoice } from './useCaptureChoice';

/** The switch by which a user opts out of capture, or in again. */
export function CaptureSwitch() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const { recorded, status, choose, reload } = useCaptureChoice();
  if (recorded === undefined) {
    return status === 'loadFailed' ? (
      <Alert
        severity="error"
        action={<Button onClick={reload}>{t('settings.retry')}</Button>}
      >
        {t('settings.loadFailed')}
      </Alert>
    ) : (
      <Skeleton
        variant="rounded"
        width={320}
        sx={{ height: { xs: 68, sm: 58 } }}
      />
    );
  }
  return (
    <Box>
      <FormControlLabel
        label={t('settings.toggle')}
        control={
          <Switch
            inputProps={{ role: 'switch' }}
            checked={recorded}
            disabled={status === 'saving'}
            onChange={(_event, checked) => choose(checked)}
          />
        }
      />
      <Typography variant="body2" color="text.secondary" role="status">
        {recorded ? t('settings.on') : t('settings.off')}
        {status === 'saving' && ` ${t('settings.saving')}`}
        {status === 'saved' && ` ${t('settings.saved')}`}
      </Typography>
      {status === 'saveFailed' && (
        <SaveFailed retry={() => choose(!recorded)} />
      )}
    </Box>
  );
}

function SaveFailed(props: {
  retry: () => ReturnType<CaptureChoice['choose']>;
}) {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  return (
    <Alert
      severity="error"
      action={<Button onClick={props.retry}>{t('settings.retry')}</Button>}
    >
      {t('settings.saveFailed')}
    </Alert>
  );
}
