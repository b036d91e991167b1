import {
  endpoints,
  type BodyOf,
  type Timer,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { timerKey, type KnownTimer } from './useTimer';

/** The input for starting a timer. */
export type TimerStart = BodyOf<typeof endpoints.startTimer>;

/** The changed fields of a running timer. */
export type TimerChange = BodyOf<typeof endpoints.updateTimer>;

/** The actions on the person's timer. */
export interface TimerActions {
  /** Resolves to the worklogs of the timer that ran before. */
  start: UseMutationResult<Worklog[], Error, TimerStart>;
  change: UseMutationResult<void, Error, TimerChange>;
  /** Resolves to the new worklogs; empty for less than half a minute. */
  stop: UseMutationResult<Worklog[], Error, void>;
  discard: UseMutationResult<void, Error, void>;
}

/** Starts, changes, stops and discards the person's timer, and updates every place that shows it. */
export function useTimerActions(): TimerActions {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const show = async (timer: Timer | null) => {
    // A refetch in flight would restore the former state.
    await queries.cancelQueries({ queryKey: timerKey });
    queries.setQueryData<KnownTimer>(
      timerKey,
      known => known && { ...known, timer },
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
    start: useMutation({
      mutationFn: async body => {
        const started = await client.call(endpoints.startTimer, { body });
        await show(started.timer);
        return started.worklogs;
      },
      onSuccess: onLogged,
    }),
    change: useMutation({
      mutationFn: async body => {
        const { timer } = await client.call(endpoints.updateTimer, { body });
        await show(timer);
      },
      onError,
    }),
    stop: useMutation({
      mutationFn: async () => {
        const { worklogs } = await client.call(endpoints.stopTimer, {});
        await show(null);
        return worklogs;
      },
      onSuccess: onLogged,
      onError,
    }),
    discard: useMutation({
      mutationFn: async () => {
        await client.call(endpoints.discardTimer, {});
        await show(null);
      },
      onError,
    }),
  };
}
