import { InfoCard } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  useTranslationRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import Box from '@mui/material/Box';
import { ReactNode, useCallback, useEffect, useState } from 'react';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Switch from '@mui/material/Switch';
import { isCaptureEnabled } from './consent/captureEnabled';
import { captureOptOut, observeDecision } from './consent/observeDecision';
import { callboardCaptureTranslationRef } from './translation';

const LOAD_TIMEOUT_MS = 10_000;

/** Whether a user is recorded, and how to change that. */
interface CaptureChoice {
  /** Undefined until known. */
  recorded: boolean | undefined;
  status: 'idle' | 'saving' | 'saved' | 'loadFailed' | 'saveFailed';
  choose(recorded: boolean): Promise<void>;
  reload(): void;
}

/** The choice of the current user, stored in the portal's storage. */
function useCaptureChoice(): CaptureChoice {
  const storageApi = useApi(storageApiRef);
  const [recorded, setRecorded] = useState<boolean>();
  const [status, setStatus] = useState<CaptureChoice['status']>('idle');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const timer = setTimeout(
      () => setStatus(now => (now === 'idle' ? 'loadFailed' : now)),
      LOAD_TIMEOUT_MS,
    );
    const stop = observeDecision(storageApi, decision => {
      clearTimeout(timer);
      setRecorded(decision !== 'out');
      setStatus(now => (now === 'loadFailed' ? 'idle' : now));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [storageApi, attempt]);

  const choose = useCallback(
    async (enabled: boolean) => {
      setStatus('saving');
      try {
        // Stored explicitly even if it is the default: only then is it distinguishable from a
        // choice that could not be loaded.
        await storageApi
          .forBucket(captureOptOut.bucket)
          .set(captureOptOut.key, !enabled);
        setRecorded(enabled);
        setStatus('saved');
      } catch {
        setStatus('saveFailed');
      }
    },
    [storageApi],
  );

  const reload = useCallback(() => {
    setStatus('idle');
    setAttempt(count => count + 1);
  }, []);

  return { recorded, status, choose, reload };
}

/** The switch by which a user opts out of capture, or in again. */
function CaptureSwitch() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const { recorded, status, choose, reload } = useCaptureChoice();
  if (recorded === undefined) {
    return status === 'loadFailed' ? (
      <Failure text={t('settings.loadFailed')} onRetry={reload} />
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
        <Failure
          text={t('settings.saveFailed')}
          onRetry={() => choose(!recorded)}
        />
      )}
    </Box>
  );
}

function Failure(props: { text: string; onRetry: () => void }) {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  return (
    <Alert
      severity="error"
      action={<Button onClick={props.onRetry}>{t('settings.retry')}</Button>}
    >
      {props.text}
    </Alert>
  );
}

/** Explains in plain words what is recorded, what is not, and who sees it. */
function CaptureExplanation() {
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

/** Explains to users what Callboard records about them, and lets them opt out. @public */
export function CaptureSettings() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const enabled = isCaptureEnabled(useApi(configApiRef));
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
