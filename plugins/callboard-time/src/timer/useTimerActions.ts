import {
  endpoints,
  type BodyOf,
  type Timer,
  type Worklog,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  useCallboardClient,
  formatMinutes,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { timerKey, type LoadedTimer } from './useTimer';

/**
 * Stops the timer and reports the worklogs. Resolves to whether the timer has stopped.
 *
 * @param onFailure - called if the timer is still running; `stop.error` has the reason
 */
export function useStopTimer(
  { mutateAsync }: TimerActions['stop'],
  onFailure?: () => void,
): () => Promise<boolean> {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const notify = useToast();
  const formatLogged = useFormatLogged();
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
      onFailure?.();
      return false;
    }
  }, [mutateAsync, notify, formatLogged, t, onFailure]);
}

/** Starts a timer and reports the worklogs of the previous one; rejects with the server's error. */
export function useStartTimer({
  mutateAsync,
}: TimerActions['start']): (
  item: Pick<WorkItem, 'id' | 'identifier'>,
) => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const notify = useToast();
  const formatLogged = useFormatLogged();
  return useCallback(
    async ({ id, identifier }) => {
      const worklogs = await mutateAsync({ work_item_id: id });
      notify({
        status: 'success',
        title: t('start.started', { item: identifier }),
        description:
          worklogs.length > 0 ? formatLogged(worklogs, 'before') : undefined,
      });
    },
    [mutateAsync, notify, formatLogged, t],
  );
}

/** Returns a function that formats the worklogs of a timer: "1h 20m logged on PAY-42". */
function useFormatLogged(): (
  worklogs: readonly Worklog[],
  message?: 'logged' | 'before',
) => string {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  return useCallback(
    (worklogs, message = 'logged') => {
      const [firstWorklog] = worklogs;
      if (!firstWorklog) {
        return t('stopped.nothing');
      }
      const minutes = worklogs.reduce(
        (sum, { duration_minutes }) => sum + duration_minutes,
        0,
      );
      return t(`stopped.${message}`, {
        duration: formatMinutes(minutes),
        item: firstWorklog.work_item.identifier,
      });
    },
    [t],
  );
}

export type TimerChange = BodyOf<typeof endpoints.updateTimer>;

export function useTimerActions() {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const cacheTimer = async (timer: Timer | null) => {
    // A refetch in flight would restore the old state.
    await queries.cancelQueries({ queryKey: timerKey });
    queries.setQueryData<LoadedTimer>(
      timerKey,
      loaded => loaded && { ...loaded, timer },
    );
  };
  const onError = (error: Error) => {
    // The timer was stopped elsewhere.
    if (getErrorStatus(error) === 404) {
      void queries.invalidateQueries({ queryKey: timerKey });
    }
  };
  const onLogged = () => refreshTime(queries);
  return {
    /** Resolves to the worklogs of the previous timer. */
    start: useMutation({
      mutationFn: async (body: BodyOf<typeof endpoints.startTimer>) => {
        const started = await client.call(endpoints.startTimer, { body });
        await cacheTimer(started.timer);
        return started.worklogs;
      },
      onSuccess: onLogged,
    }),
    change: useMutation({
      mutationFn: async (body: TimerChange) => {
        const { timer } = await client.call(endpoints.updateTimer, { body });
        await cacheTimer(timer);
      },
      onError,
    }),
    /** Resolves to the new worklogs; empty if the timer ran for less than half a minute. */
    stop: useMutation({
      mutationFn: async () => {
        const { worklogs } = await client.call(endpoints.stopTimer, {});
        await cacheTimer(null);
        return worklogs;
      },
      onSuccess: onLogged,
      onError,
    }),
    discard: useMutation({
      mutationFn: async () => {
        await client.call(endpoints.discardTimer, {});
        await cacheTimer(null);
      },
      onError,
    }),
  };
}

export type TimerActions = ReturnType<typeof useTimerActions>;
