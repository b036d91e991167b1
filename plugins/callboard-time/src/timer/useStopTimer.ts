import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getErrorStatus, useToast } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { useFormatLogged } from './useLoggedMessage';
import type { TimerActions } from './useTimerActions';

/**
 * Stops the timer and reports the worklogs.
 *
 * @param onRefused - called if the timer keeps running; `stop.error` has the reason
 */
export function useStopTimer(
  { stop }: Pick<TimerActions, 'stop'>,
  onRefused?: () => void,
): () => Promise<boolean> {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const notify = useToast();
  const formatLogged = useFormatLogged();
  const { mutateAsync } = stop;
  return useCallback(async () => {
    try {
      const worklogs = await mutateAsync();
      notify({
        status: worklogs.length > 0 ? 'success' : 'info',
        title: formatLogged(worklogs),
      });
      return true;
    } catch (error) {
      if (getErrorStatus(error) === 404) {
        notify({ status: 'info', title: t('stopped.deleted') });
        return true;
      }
      onRefused?.();
      return false;
    }
  }, [mutateAsync, notify, formatLogged, t, onRefused]);
}
