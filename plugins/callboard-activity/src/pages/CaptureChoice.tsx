import {
  configApiRef,
  useApi,
  useTranslationRef,
  storageApiRef,
  type ConfigApi,
} from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useId, useState, useCallback, useEffect } from 'react';
import { callboardActivityTranslationRef } from '../translation';

// `@callboard/plugin-analytics-module-callboard` reads the choice from this bucket and key.
const BUCKET = 'callboard';
const OPT_OUT_KEY = 'captureOptOut';

/**
 * Returns whether the person opted out of the recording of page views, and a function that saves
 * the choice in the portal's settings. The choice is undefined until it is loaded.
 */
function useCaptureOptOut(): [
  boolean | undefined,
  (isOptedOut: boolean) => Promise<void>,
] {
  const storage = useApi(storageApiRef);
  const [isOptedOut, setOptedOut] = useState<boolean>();
  useEffect(() => {
    const bucket = storage.forBucket(BUCKET);
    const applySnapshot = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setOptedOut(snapshot.value === true);
      }
    };
    const subscription = bucket
      .observe$<boolean>(OPT_OUT_KEY)
      .subscribe(applySnapshot);
    applySnapshot(bucket.snapshot<boolean>(OPT_OUT_KEY));
    return () => subscription.unsubscribe();
  }, [storage]);
  const saveOptOut = useCallback(
    async (choice: boolean) => {
      await storage.forBucket(BUCKET).set(OPT_OUT_KEY, choice);
      setOptedOut(choice);
    },
    [storage],
  );
  return [isOptedOut, saveOptOut];
}

function isCaptureEnabled(config: ConfigApi): boolean {
  try {
    return (
      config.getOptionalBoolean('callboard.activity.capture.enabled') !==
        false &&
      config.getOptionalString('callboard.activity.privacy') !== 'off'
    );
  } catch {
    // If a value is invalid, the portal captures nothing.
    return false;
  }
}

export function CaptureChoice() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const isEnabled = isCaptureEnabled(useApi(configApiRef));
  const [isOptedOut, saveOptOut] = useCaptureOptOut();
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  const save = async (isRecorded: boolean) => {
    setFailed(false);
    try {
      await saveOptOut(!isRecorded);
    } catch {
      setFailed(true);
    }
  };
  const isLoaded = !isEnabled || isOptedOut !== undefined;
  // While the choice loads, the most common text reserves the space, but is invisible.
  let explanation: string = t('capture.on');
  if (!isEnabled) {
    explanation = t('capture.offForAll');
  } else if (isOptedOut) {
    explanation = t('capture.off');
  }
  return (
    <Paper
      variant="outlined"
      sx={{
        px: 2,
        py: 1.5,
        display: 'flex',
        flexWrap: { xs: 'wrap', md: 'nowrap' },
        alignItems: 'center',
        columnGap: 3,
        rowGap: 1,
      }}
    >
      <FormControlLabel
        label={t('capture.label')}
        sx={{ flexShrink: 0 }}
        slotProps={{ typography: { variant: 'body2', fontWeight: 600 } }}
        disabled={!isEnabled || !isLoaded}
        control={
          <Switch
            checked={isEnabled && isOptedOut === false}
            onChange={(_, isRecorded) => save(isRecorded)}
            inputProps={{ 'aria-describedby': id }}
          />
        }
      />
      <Typography
        id={id}
        sx={{
          color: 'text.secondary',
          maxWidth: '80ch',
          visibility: isLoaded ? 'visible' : 'hidden',
          typography: { xs: 'caption', sm: 'body2' },
        }}
      >
        {explanation} {t('capture.always')}
      </Typography>
      {hasFailed && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('capture.failed')}
        </Alert>
      )}
    </Paper>
  );
}
