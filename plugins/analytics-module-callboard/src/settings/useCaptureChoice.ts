import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { captureOptOut } from '../consent/captureOptOut';
import { observeDecision } from '../consent/observeDecision';

const PATIENCE_MS = 10_000;

/** Whether a user is recorded, and how to change that. */
export interface CaptureChoice {
  /** Undefined until known. */
  recorded: boolean | undefined;
  status: 'idle' | 'saving' | 'saved' | 'loadFailed' | 'saveFailed';
  choose(recorded: boolean): Promise<void>;
  reload(): void;
}

/** The choice of the current user, stored in the portal's storage. */
export function useCaptureChoice(): CaptureChoice {
  const storageApi = useApi(storageApiRef);
  const [recorded, setRecorded] = useState<boolean>();
  const [status, setStatus] = useState<CaptureChoice['status']>('idle');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const timer = setTimeout(
      () => setStatus(now => (now === 'idle' ? 'loadFailed' : now)),
      PATIENCE_MS,
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
