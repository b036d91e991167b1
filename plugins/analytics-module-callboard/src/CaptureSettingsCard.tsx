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
import { ReactNode, useEffect, useState } from 'react';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Switch from '@mui/material/Switch';
import {
  captureOptOut,
  isCaptureEnabled,
} from '@callboard/plugin-callboard-common';
import { observeDecision } from './consent/observeDecision';
import { callboardCaptureTranslationRef } from './translation';

const LOAD_TIMEOUT_MS = 10_000;

/** The choice of the current user, stored in the portal's storage; undefined until known. */
function useCaptureChoice() {
  const storageApi = useApi(storageApiRef);
  const [isRecorded, setIsRecorded] = useState<boolean>();
  const [status, setStatus] = useState<
    'idle' | 'saving' | 'saved' | 'loadFailed' | 'saveFailed'
  >('idle');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const timer = setTimeout(
      () => setStatus(current => (current === 'idle' ? 'loadFailed' : current)),
      LOAD_TIMEOUT_MS,
    );
    const stop = observeDecision(storageApi, decision => {
      clearTimeout(timer);
      setIsRecorded(decision !== 'out');
      setStatus(current => (current === 'loadFailed' ? 'idle' : current));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [storageApi, attempt]);

  const choose = async (isNowRecorded: boolean) => {
    setStatus('saving');
    try {
      // Stores even the default choice, because a missing choice can also mean that loading it has
      // failed.
      await storageApi
        .forBucket(captureOptOut.bucket)
        .set(captureOptOut.key, !isNowRecorded);
      setIsRecorded(isNowRecorded);
      setStatus('saved');
    } catch {
      setStatus('saveFailed');
    }
  };

  const reload = () => {
    setStatus('idle');
    setAttempt(count => count + 1);
  };

  return { isRecorded, status, choose, reload };
}

function CaptureSwitch() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const { isRecorded, status, choose, reload } = useCaptureChoice();
  if (isRecorded === undefined) {
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
            checked={isRecorded}
            disabled={status === 'saving'}
            onChange={(_event, checked) => choose(checked)}
          />
        }
      />
      <Typography variant="body2" color="text.secondary" role="status">
        {isRecorded ? t('settings.on') : t('settings.off')}
        {status === 'saving' && ` ${t('settings.saving')}`}
        {status === 'saved' && ` ${t('settings.saved')}`}
      </Typography>
      {status === 'saveFailed' && (
        <Failure
          text={t('settings.saveFailed')}
          onRetry={() => choose(!isRecorded)}
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
      <Section title={t('settings.recordedTitle')}>
        <BulletList
          points={[
            t('settings.recorded.pages'),
            t('settings.recorded.searches'),
            t('settings.recorded.clicks'),
            t('settings.recorded.who'),
          ]}
        />
      </Section>
      <Section title={t('settings.notRecordedTitle')}>
        <BulletList
          points={[
            t('settings.notRecorded.content'),
            t('settings.notRecorded.outside'),
            t('settings.notRecorded.secrets'),
          ]}
        />
      </Section>
      <Section title={t('settings.readersTitle')}>
        <Typography variant="body2">{t('settings.readers')}</Typography>
      </Section>
      <Section title={t('settings.effectTitle')}>
        <Typography variant="body2">{t('settings.effect')}</Typography>
      </Section>
    </Box>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="subtitle1" component="h2" gutterBottom>
        {props.title}
      </Typography>
      {props.children}
    </Box>
  );
}

function BulletList(props: { points: string[] }) {
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
export function CaptureSettingsCard() {
  const { t } = useTranslationRef(callboardCaptureTranslationRef);
  const isEnabled = isCaptureEnabled(useApi(configApiRef));
  return (
    <InfoCard title={t('settings.title')}>
      {isEnabled ? (
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
