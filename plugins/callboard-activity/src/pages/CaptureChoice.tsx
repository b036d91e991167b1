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

/** The storage bucket from which the portal's capture reads the person's choice. */
const BUCKET = 'callboard';
const KEY = 'captureOptOut';

/**
 * Whether the person opted out of the recording of page views, stored in the portal's settings.
 * Undefined until it is loaded.
 */
function useCaptureOptOut(): [
  boolean | undefined,
  (optOut: boolean) => Promise<void>,
] {
  const storage = useApi(storageApiRef);
  const [optOut, setOptOut] = useState<boolean>();
  useEffect(() => {
    const bucket = storage.forBucket(BUCKET);
    const applySnapshot = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setOptOut(snapshot.value === true);
      }
    };
    const subscription = bucket.observe$<boolean>(KEY).subscribe(applySnapshot);
    applySnapshot(bucket.snapshot<boolean>(KEY));
    return () => subscription.unsubscribe();
  }, [storage]);
  const choose = useCallback(
    async (isOptedOut: boolean) => {
      await storage.forBucket(BUCKET).set(KEY, isOptedOut);
      setOptOut(isOptedOut);
    },
    [storage],
  );
  return [optOut, choose];
}

/** Whether the portal records page views at all. */
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

/** Explains what is recorded, and lets the person opt out. */
export function CaptureChoice() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const isEnabled = isCaptureEnabled(useApi(configApiRef));
  const [optOut, choose] = useCaptureOptOut();
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  const save = async (recorded: boolean) => {
    setFailed(false);
    try {
      await choose(!recorded);
    } catch {
      setFailed(true);
    }
  };
  const isKnown = !isEnabled || optOut !== undefined;
  // While the choice loads, the most common text is invisible and reserves the space.
  let state: string = t('capture.on');
  if (!isEnabled) {
    state = t('capture.offForAll');
  } else if (optOut) {
    state = t('capture.off');
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
        disabled={!isEnabled || !isKnown}
        control={
          <Switch
            checked={isEnabled && optOut === false}
            onChange={(_, recorded) => save(recorded)}
            inputProps={{ 'aria-describedby': id }}
          />
        }
      />
      <Typography
        id={id}
        sx={{
          color: 'text.secondary',
          maxWidth: '80ch',
          visibility: isKnown ? 'visible' : 'hidden',
          typography: { xs: 'caption', sm: 'body2' },
        }}
      >
        {state} {t('capture.always')}
      </Typography>
      {hasFailed && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('capture.failed')}
        </Alert>
      )}
    </Paper>
  );
}
